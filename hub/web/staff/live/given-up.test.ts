import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "../../test/sample-orders";
import { ENDED_KEPT_MAX, fold, recent } from "./fold";
import { minutesWaited, notices } from "./given-up";

const MINUTE = 60_000;
const lost = (number: number, dismissed = false, seq = number) =>
  order(number, "timed_out", {
    queuedBoothMs: MINUTE,
    givenUp: { atBoothMs: 16 * MINUTE + number, dismissed },
    seq,
  });

test("what was given up and not dismissed is named, by number, and says how long it had waited", () => {
  const orders = [lost(12), lost(9), lost(10, true), order(8, "timed_out"), order(7, "queued")];
  assert.deepEqual(
    notices(orders).map((each) => each.label),
    ["B9", "B12"],
  );
  assert.equal(minutesWaited(lost(12)), 15);
  assert.equal(minutesWaited({ ...lost(12), queuedBoothMs: 0 }), 16);
});

test("a notice stays on the tablet, however much ends after it", () => {
  const early = lost(1, false, 1);
  const later = Array.from({ length: ENDED_KEPT_MAX + 5 }, (_, n) =>
    order(n + 2, "collected", { seq: n + 2, readyBoothMs: n }),
  );
  const table = fold(new Map(), [early, ...later]);
  assert.deepEqual(notices(table.values()).length, 1);
  assert.equal(recent(table).length, ENDED_KEPT_MAX + 1);
  const dismissed = fold(table, [lost(1, true, 1)]);
  assert(!dismissed.has("order-1"), "and then goes like everything that is over");
});
