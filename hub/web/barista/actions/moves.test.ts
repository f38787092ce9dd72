import assert from "node:assert/strict";
import { test } from "node:test";
import { drink, order } from "../../test/sample-orders";
import { backMove, mainMove, otherMoves, requestOf, undoOf } from "./moves";

test("each move is asked for where the API has it", () => {
  const b1 = order(1, "queued");
  assert.deepEqual(requestOf(b1, { kind: "claim" }), { method: "POST", path: "orders/order-1/claim" });
  assert.deepEqual(requestOf(b1, { kind: "cancel", reason: "sold_out" }), {
    method: "POST",
    path: "orders/order-1/cancel",
    body: { reason: "sold_out", held: true },
  });
  assert.deepEqual(requestOf(b1, { kind: "name", name: "Zoë" }), {
    method: "PUT",
    path: "orders/order-1/name",
    body: { name: "Zoë" },
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

const MIA = { own: true, crew: false };
const LEO = { own: false, crew: false };
const CREW = { own: false, crew: true };

test("only the one who makes it, or crew, may let it go; anyone else takes it over", () => {
  const making = order(1, "making");
  assert(otherMoves(making, MIA).includes("release"));
  assert(!otherMoves(making, MIA).includes("take-over"));
  assert(!otherMoves(making, LEO).includes("release"));
  assert(otherMoves(making, LEO).includes("take-over"));
  assert(otherMoves(making, CREW).includes("release"));
});

test("what was handed over can be put back or made again, and not cancelled", () => {
  assert.deepEqual(otherMoves(order(1, "collected"), MIA), ["put-back", "remake"]);
  assert(!otherMoves(order(1, "uncollected"), MIA).includes("cancel"));
});

test("a name can be hidden while there is one", () => {
  assert(otherMoves(order(1, "queued", { name: "Zoë" }), MIA).includes("hide-name"));
  assert(!otherMoves(order(1, "queued"), MIA).includes("hide-name"));
});

test("a step back is only offered where the hub takes it", () => {
  const kind = (state: Parameters<typeof order>[1], own: boolean) => backMove(order(1, state), own)?.kind;
  assert.deepEqual(
    [kind("making", true), kind("making", false), kind("ready", false), kind("collected", false)],
    ["release", undefined, "recall", "put-back"],
  );
  assert.equal(kind("queued", true), undefined);
});

test("an order that is being cancelled can only be kept", () => {
  const by = { sessionId: "leo", name: "Leo" };
  const cancelling = { reason: "other" as const, by, untilBoothMs: 11_000 };
  for (const state of ["queued", "making", "ready"] as const) {
    const leaving = order(1, state, { cancelling });
    assert.deepEqual(mainMove(leaving, true), { kind: "undo" });
    assert.deepEqual(backMove(leaving, false), { kind: "undo" });
    assert.deepEqual(otherMoves(leaving, MIA), []);
  }
});

test("each move that can be taken back is, by its opposite or by the hub", () => {
  const queued = order(1, "queued");
  assert.deepEqual(undoOf({ kind: "claim" }, queued), { kind: "release" });
  assert.deepEqual(undoOf({ kind: "complete" }, order(1, "making")), { kind: "recall" });
  assert.deepEqual(undoOf({ kind: "collect" }, order(1, "ready")), { kind: "put-back" });
  assert.deepEqual(undoOf({ kind: "put-back" }, order(1, "collected")), { kind: "collect" });
  for (const kind of ["release", "recall", "remake", "move-to-top", "take-over"] as const) {
    assert.deepEqual(undoOf({ kind }, queued), { kind: "undo" }, kind);
  }
  assert.deepEqual(undoOf({ kind: "cancel", reason: "other" }, queued), { kind: "undo" });
  const named = order(1, "making", { name: "Zoë" });
  assert.deepEqual(undoOf({ kind: "hide-name" }, named), { kind: "name", name: "Zoë" });
  const over = order(1, "collected", { name: "Zoë" });
  assert.equal(undoOf({ kind: "hide-name" }, over), undefined, "names of what is over may be erased");
  for (const kind of ["reprint", "call-again"] as const) {
    assert.equal(undoOf({ kind }, queued), undefined, "paper and a call cannot be unsaid");
  }
});

test("a changed drink is changed back to all that was chosen, and the name stays", () => {
  const before = order(1, "queued", { drink: drink("flat-white", { Milk: "Oat" }), name: "Zoë" });
  assert.deepEqual(undoOf({ kind: "change", to: { drink: "latte", modifiers: {} } }, before), {
    kind: "change",
    to: { drink: "flat-white", modifiers: { Milk: "Oat", Shots: "Single" } },
  });
});

const MINUTE = 60_000;
const lost = (number: number, dismissed = false, seq = number) =>
  order(number, "timed_out", {
    queuedBoothMs: MINUTE,
    givenUp: { atBoothMs: 16 * MINUTE + number, dismissed },
    seq,
  });

test("an order that was given up can be taken back where it is found, also after its notice was dismissed", () => {
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
