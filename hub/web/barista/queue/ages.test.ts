import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "../../test/sample-orders";
import { ageLevel, ageMs, clockFigure, givesUpInMs } from "./ages";

const MINUTE = 60_000;
const LIMITS = { ageWarnS: 120, ageLateS: 300 };

test("an order is as old as it was placed, in every column, whatever happened since", () => {
  const placed = { queuedBoothMs: 10 * MINUTE };
  const now = 16 * MINUTE;
  const all = [
    order(1, "queued", placed),
    order(2, "making", { ...placed, claimedBoothMs: 15 * MINUTE }),
    order(3, "ready", { ...placed, claimedBoothMs: 12 * MINUTE, readyBoothMs: now }),
    order(4, "queued", { ...placed, remake: true, readyBoothMs: 15 * MINUTE }),
    order(5, "uncollected", { ...placed, readyBoothMs: now }),
  ];
  assert.deepEqual(
    all.map((each) => ageMs(each, now)),
    all.map(() => 6 * MINUTE),
  );
});

test("amber at 2 minutes and red at 5 in every column, however long the line is", () => {
  for (const state of ["queued", "making", "ready", "uncollected"] as const) {
    const placed = order(1, state, { queuedBoothMs: 10 * MINUTE, claimedBoothMs: 14 * MINUTE });
    const at = (minutes: number): string => ageLevel(placed, (10 + minutes) * MINUTE, LIMITS);
    assert.deepEqual(
      [at(0), at(1.99), at(2), at(4.99), at(5)],
      ["calm", "calm", "warn", "warn", "late"],
      state,
    );
  }
});

test("the booth may set other ages", () => {
  const placed = order(1, "queued", { queuedBoothMs: 0 });
  const at = (minutes: number): string => ageLevel(placed, minutes * MINUTE, { ageWarnS: 60, ageLateS: 90 });
  assert.deepEqual([at(0.9), at(1), at(1.5)], ["calm", "warn", "late"]);
});

test("in its last 2 minutes a waiting order counts down, and not in a pause", () => {
  const waiting = order(1, "queued", { queuedBoothMs: 0, giveUpBoothMs: 15 * MINUTE });
  const left = (minutes: number): number | undefined => givesUpInMs(waiting, minutes * MINUTE, "open");
  assert.deepEqual(
    [left(12.9), left(13), left(14.5), left(15), left(15.1)],
    [undefined, 2 * MINUTE, MINUTE / 2, 0, 0],
  );
  assert.equal(givesUpInMs(waiting, 14 * MINUTE, "paused"), undefined);
  assert.equal(givesUpInMs(waiting, 14 * MINUTE, "last_orders"), MINUTE);
  assert.equal(givesUpInMs({ ...waiting, state: "making" }, 14 * MINUTE, "open"), undefined);
  assert.equal(givesUpInMs(order(2, "queued"), 14 * MINUTE, "open"), undefined);
});

test("a clock that runs a little behind makes no age below zero", () => {
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
