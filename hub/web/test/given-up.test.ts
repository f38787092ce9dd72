import assert from "node:assert/strict";
import { test } from "node:test";
import { minutesWaited, notices } from "../staff/given-up";
import { mainMove, backMove, otherMoves, requestOf, undoOf } from "../barista/moves";
import { ENDED_KEPT_MAX, fold, recent } from "../staff/fold";
import { refusalWords } from "../staff/refusal-words";
import { Refused } from "../api/client";
import { order } from "./orders";

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

test("it can be taken back where it is found, also after its notice was dismissed", () => {
  for (const each of [lost(1), lost(1, true)]) {
    assert.deepEqual(mainMove(each, false), { kind: "requeue" });
    assert.deepEqual(backMove(each, false), { kind: "requeue" });
    assert.deepEqual(otherMoves(each, { own: false, crew: false }), []);
  }
  const ofYesterday = order(1, "timed_out");
  assert.equal(mainMove(ofYesterday, false), undefined);
  assert.deepEqual(requestOf(lost(1), { kind: "requeue" }).path, "orders/order-1/requeue");
  assert.deepEqual(undoOf({ kind: "requeue" }, lost(1)), { kind: "undo" });
  assert.equal(undoOf({ kind: "dismiss" }, lost(1)), undefined, "Find still takes the order back");
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

test("a refusal that names an order names it in every language", () => {
  const detail = "The guest of B12 has ordered again: B15.";
  const refused = new Refused({ type: "urn:crema:problem:open-order", title: "", status: 409, detail });
  assert.equal(refusalWords(refused, "en"), detail);
  const japanese = refusalWords(refused, "ja");
  assert(japanese.includes("B15") && !/guest|\{/.test(japanese), japanese);
});
