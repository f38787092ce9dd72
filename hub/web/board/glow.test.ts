import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, since } from "./glow";

test("only what becomes ready while the board is watched is new", () => {
  const first = since(undefined, ["a"], 1_000);
  const second = since(first, ["a", "b"], 2_000);
  assert.equal(second.get("a"), Number.NEGATIVE_INFINITY);
  assert.equal(second.get("b"), 2_000);
  const third = since(second, ["b"], 2_500);
  assert.equal(third.get("b"), 2_000);
  assert(!third.has("a"));
});

test("an order called again is as new on the board as one just ready", () => {
  const first = since(undefined, [callOf("a", "0")], 1_000);
  const called = since(first, [callOf("a", "1")], 2_000);
  assert.equal(called.get(callOf("a", "1")), 2_000);
  assert.equal(callOf("a", null), callOf("a", "0"));
});
