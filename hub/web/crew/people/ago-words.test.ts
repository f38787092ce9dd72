import assert from "node:assert/strict";
import { test } from "node:test";
import { agoWords } from "./ago-words";

test("how long ago is said in the largest whole unit, and never as the future", () => {
  assert.equal(agoWords(-500, "en"), "this minute");
  assert.equal(agoWords(5 * 60_000 + 59_000, "en"), "5 minutes ago");
  assert.equal(agoWords(61 * 60_000, "en"), "1 hour ago");
  assert.equal(agoWords(50 * 3_600_000, "en"), "2 days ago");
  assert.equal(agoWords(5 * 60_000, "ja"), "5 分前");
});
