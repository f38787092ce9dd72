import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "../../api/types";
import { changedFields, draftOf, mistakes, settingsOf } from "./limits";

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
