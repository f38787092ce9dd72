import assert from "node:assert/strict";
import { test } from "node:test";
import { BoothClock } from "../api/booth-clock";
import type { Settings } from "../api/types";
import { since } from "../board/glow";
import { partLeft, timeLeft } from "../board/ticking";
import { Turns } from "../board/turns";
import { changedFields, draftOf, mistakes, settingsOf } from "../crew/limits";

const SETTINGS: Settings = {
  ordersInFlightMax: 20,
  drinksPerCode: 10,
  codeWindowS: 300,
  ordersPerCustomerDay: 0,
  chooseS: 300,
  baristaWaitS: 900,
  collectS: 900,
  ageWarnS: 120,
  ageLateS: 300,
  boothLetter: "B",
  boardNames: "first",
};

test("limits go into the form and come out the same", () => {
  assert.equal(mistakes(draftOf(SETTINGS)).size, 0);
  const form = draftOf(SETTINGS);
  assert.deepEqual(settingsOf(form, Object.keys(form) as (keyof typeof form)[]), SETTINGS);
});

test("only limits that were changed are saved", () => {
  const form = draftOf(SETTINGS);
  assert.deepEqual(changedFields(form, form), []);
  const typed = { ...form, chooseS: "240", boardNames: "none" as const };
  assert.deepEqual(settingsOf(typed, changedFields(typed, form)), { chooseS: 240, boardNames: "none" });
});

test("what cannot be a limit is found, field by field", () => {
  const draft = {
    ...draftOf(SETTINGS),
    ordersInFlightMax: "0",
    chooseS: "ten",
    collectS: "60.5",
    boothLetter: "é",
  };
  assert.deepEqual([...mistakes(draft)].sort(), ["boothLetter", "chooseS", "collectS", "ordersInFlightMax"]);
});

test("a card turns red later than amber", () => {
  const form = draftOf(SETTINGS);
  for (const ageLateS of ["120", "60"]) assert.deepEqual([...mistakes({ ...form, ageLateS })], ["ageLateS"]);
  assert.equal(mistakes({ ...form, ageWarnS: "60", ageLateS: "90" }).size, 0);
});

test("a code's time runs down to 0:01, then to nothing, and never below", () => {
  assert.deepEqual(
    [timeLeft(300_000, 0), timeLeft(300_000, 299_001), timeLeft(300_000, 300_000)],
    ["5:00", "0:01", "0:00"],
  );
  assert.equal(timeLeft(300_000, 400_000), "0:00");
});

test("a ring is full before its start, empty after its end", () => {
  const span = { startMs: 100, endMs: 200 };
  assert.deepEqual(
    [0, 100, 150, 200, 300].map((now) => partLeft(span, now)),
    [1, 1, 0.5, 0, 0],
  );
  assert.equal(partLeft({ startMs: 5, endMs: 5 }, 5), 0);
});

test("only what becomes ready while the board is watched is new", () => {
  const first = since(undefined, ["a"], 1_000);
  const second = since(first, ["a", "b"], 2_000);
  assert.equal(second.get("a"), Number.NEGATIVE_INFINITY);
  assert.equal(second.get("b"), 2_000);
  const third = since(second, ["b"], 2_500);
  assert.equal(third.get("b"), 2_000);
  assert(!third.has("a"));
});

test("booth time counts on from the last answer by the steady clock", () => {
  let steady = 500;
  const clock = new BoothClock(() => steady);
  assert.equal(clock.now(), 0);
  clock.set(10_000);
  steady = 1_700;
  assert.equal(clock.now(), 11_200);
});

test("an answer that was overtaken does not turn booth time back, a hub that was off does", () => {
  let steady = 0;
  const clock = new BoothClock(() => steady);
  clock.hear(10_000);
  steady = 2_000;
  clock.hear(11_000);
  assert.equal(clock.now(), 12_000);
  steady = 1_200_000;
  clock.doubt();
  clock.hear(15_000);
  assert.equal(clock.now(), 15_000);
  clock.hear(14_000);
  assert.equal(clock.now(), 15_000);
});

test("an answer that a later one has overtaken is old, one that only a question has is not", () => {
  const turns = new Turns();
  const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
  assert.equal(turns.isNews(second), true);
  assert.equal(turns.isNews(first), false);
  assert.equal(turns.isNews(third), true);
});
