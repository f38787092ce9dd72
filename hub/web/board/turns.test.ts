import assert from "node:assert/strict";
import { test } from "node:test";
import { Turns } from "./turns";

test("an answer that a later one has overtaken is old, one that only a question has is not", () => {
  const turns = new Turns();
  const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
  assert.equal(turns.acceptAnswer(second), true);
  assert.equal(turns.acceptAnswer(first), false);
  assert.equal(turns.acceptAnswer(third), true);
});
