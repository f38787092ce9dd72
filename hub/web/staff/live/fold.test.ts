import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "../../test/sample-orders";
import { ENDED_KEPT_MAX, fold, recent } from "./fold";

test("the newest word about an order wins, in whichever order the words come", () => {
  const older = order(1, "queued", { seq: 10 });
  const newer = order(1, "making", { seq: 12 });
  for (const words of [
    [older, newer],
    [newer, older],
  ]) {
    const table = words.reduce((known, word) => fold(known, [word]), fold(new Map(), []));
    assert.equal(table.get("order-1")?.state, "making");
  }
});

test("folding leaves the table it was given as it was", () => {
  const before = fold(new Map(), [order(1, "queued")]);
  fold(before, [order(1, "making", { seq: 2 })]);
  assert.equal(before.get("order-1")?.state, "queued");
});

test("what ended is bounded, the oldest go first, and open orders never do", () => {
  const many = Array.from({ length: ENDED_KEPT_MAX + 5 }, (_, n) =>
    order(n + 1, "collected", { seq: n + 1 }),
  );
  const open = Array.from({ length: 60 }, (_, n) => order(1_000 + n, "queued"));
  const table = fold(new Map(), [...many, ...open]);
  assert.equal(table.size, ENDED_KEPT_MAX + 60);
  assert(!table.has("order-5"));
  assert(table.has("order-6"));
});

test("orders that ended without a number take no place among those that may be taken back", () => {
  const made = order(1, "collected", { seq: 1 });
  const never = Array.from({ length: ENDED_KEPT_MAX + 1 }, (_, n) =>
    order(n + 2, "timed_out", { seq: n + 2, number: null }),
  );
  const table = fold(new Map(), [made, ...never]);
  assert.deepEqual([...table.keys()], ["order-1"]);
  assert(fold(table, never.slice(0, 1), "order-2").has("order-2"), "unless someone looks at it");
});

test("an order that someone looks at stays, however long it is over", () => {
  const old = order(1, "timed_out", { seq: 1 });
  const newer = Array.from({ length: ENDED_KEPT_MAX }, (_, n) => order(n + 2, "collected", { seq: n + 2 }));
  assert(!fold(new Map(), [old, ...newer]).has("order-1"));
  const table = fold(new Map(), [old, ...newer], "order-1");
  assert(table.has("order-1"));
  assert.equal(table.size, ENDED_KEPT_MAX + 1, "and takes no other's place");
});

test("recent is what left, latest first, without those that never had a number", () => {
  const table = fold(new Map(), [
    order(1, "collected", { seq: 5 }),
    order(2, "cancelled", { seq: 7 }),
    order(3, "queued", { seq: 8 }),
    order(4, "refused", { seq: 9, number: null }),
  ]);
  assert.deepEqual(
    recent(table).map((each) => each.number),
    [2, 1],
  );
});
