import assert from "node:assert/strict";
import { test } from "node:test";
import { mainMove, otherMoves, requestOf, undoOf } from "../barista/moves";
import { drink, order } from "./orders";

test("each move is asked for where the API has it", () => {
  const b1 = order(1, "queued");
  assert.deepEqual(requestOf(b1, { kind: "claim" }), { method: "POST", path: "orders/order-1/claim" });
  assert.deepEqual(requestOf(b1, { kind: "cancel", reason: "sold_out" }), {
    method: "POST",
    path: "orders/order-1/cancel",
    body: { reason: "sold_out" },
  });
  const to = { drink: "latte", modifiers: { Milk: "Oat" } };
  assert.deepEqual(requestOf(b1, { kind: "change", to }), {
    method: "PUT",
    path: "orders/order-1",
    body: to,
  });
});

test("a card's button follows its state, and another's drink has none", () => {
  assert.equal(mainMove(order(1, "queued"), false)?.kind, "claim");
  assert.equal(mainMove(order(1, "making"), true)?.kind, "complete");
  assert.equal(mainMove(order(1, "making"), false), undefined);
  assert.equal(mainMove(order(1, "ready"), false)?.kind, "collect");
  assert.equal(mainMove(order(1, "uncollected"), false)?.kind, "collect");
  assert.equal(mainMove(order(1, "cancelled"), true), undefined);
});

test("only the one who makes it, or crew, may let it go", () => {
  assert(otherMoves(order(1, "making"), true).includes("release"));
  assert(!otherMoves(order(1, "making"), false).includes("release"));
});

test("what was handed over can be taken back and not cancelled", () => {
  assert.deepEqual(otherMoves(order(1, "collected"), true), ["recall"]);
});

test("every move but cancel and reprint has a way back", () => {
  const queued = order(1, "queued");
  assert.deepEqual(undoOf({ kind: "claim" }, queued), { kind: "release" });
  assert.deepEqual(undoOf({ kind: "release" }, order(1, "making")), { kind: "claim" });
  assert.deepEqual(undoOf({ kind: "complete" }, order(1, "making")), { kind: "recall" });
  assert.deepEqual(undoOf({ kind: "collect" }, order(1, "ready")), { kind: "recall" });
  assert.deepEqual(undoOf({ kind: "recall" }, order(1, "ready")), { kind: "complete" });
  assert.equal(undoOf({ kind: "recall" }, order(1, "collected")), undefined);
  assert.equal(undoOf({ kind: "cancel", reason: "other" }, queued), undefined);
  assert.equal(undoOf({ kind: "reprint" }, queued), undefined);
});

test("a changed drink is changed back to all that was chosen, and the name stays", () => {
  const before = order(1, "queued", { drink: drink("flat-white", { Milk: "Oat" }), name: "Zoë" });
  assert.deepEqual(undoOf({ kind: "change", to: { drink: "latte", modifiers: {} } }, before), {
    kind: "change",
    to: { drink: "flat-white", modifiers: { Milk: "Oat", Shots: "Single" } },
  });
});
