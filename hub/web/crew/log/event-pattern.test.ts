import assert from "node:assert/strict";
import { test } from "node:test";
import { typedPattern } from "./event-pattern";

test("a pattern that is no JSON yet is not asked for", () => {
  assert.deepEqual(typedPattern(" "), { pattern: undefined });
  assert.deepEqual(typedPattern('{ "detail-type":\n["A"] }'), { pattern: '{"detail-type":["A"]}' });
  assert("mistake" in typedPattern('{"detail'));
});
