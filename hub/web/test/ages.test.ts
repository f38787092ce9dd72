import assert from "node:assert/strict";
import { test } from "node:test";
import { ageLevel, ageMs, clockFigure } from "../barista/ages";
import { order } from "./orders";

const MINUTE = 60_000;

test("a drink in the making turns amber at 2 minutes and red at 5, counted from the claim", () => {
  const making = order(1, "making", { queuedBoothMs: 0, claimedBoothMs: 10 * MINUTE });
  const at = (minutes: number): string => ageLevel(making, (10 + minutes) * MINUTE, 30);
  assert.deepEqual([at(0), at(1.99), at(2), at(4.99), at(5)], ["calm", "calm", "warn", "warn", "late"]);
});

test("a waiting order is judged by the wait that people are told", () => {
  const queued = order(1, "queued", { queuedBoothMs: 0 });
  const at = (minutes: number, told: number): string => ageLevel(queued, minutes * MINUTE, told);
  assert.deepEqual([at(1.9, 1), at(2, 1), at(5, 1)], ["calm", "warn", "late"]);
  assert.deepEqual([at(7, 8), at(8, 8), at(19, 8), at(20, 8)], ["calm", "warn", "warn", "late"]);
});

test("a drink on the counter has an age and no alarm", () => {
  const ready = order(1, "ready", { claimedBoothMs: 0, readyBoothMs: 5 * MINUTE });
  assert.equal(ageMs(ready, 20 * MINUTE), 15 * MINUTE);
  assert.equal(ageLevel(ready, 20 * MINUTE, 1), "calm");
});

test("a clock that runs a little behind gives no age below zero", () => {
  assert.equal(ageMs(order(1, "queued", { queuedBoothMs: 500 }), 400), 0);
});

test("figures read like a clock's", () => {
  assert.deepEqual([0, 59_999, 60_000, 370_000, 3_600_000, 3_723_000].map(clockFigure), [
    "0:00",
    "0:59",
    "1:00",
    "6:10",
    "1:00:00",
    "1:02:03",
  ]);
});
