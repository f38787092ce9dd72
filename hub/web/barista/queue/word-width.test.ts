import assert from "node:assert/strict";
import { test } from "node:test";
import { longestPiece } from "./word-width";

test("words are as wide as their longest piece: they may break at spaces and after hyphens", () => {
  assert.equal(longestPiece("Lactose-free", true), longestPiece("LACTOSE-", true));
  assert.equal(longestPiece("Oat barista", true), longestPiece("barista", true));
  assert(longestPiece("Oat", true) < longestPiece("Lactose-free", true));
  assert(longestPiece("Cappuccino", false) < longestPiece("Cappuccino", true));
});

test("Japanese has no such places, and its characters are wider", () => {
  assert.equal(longestPiece("乳糖フリー", true), 5);
  assert.equal(longestPiece("", false), 1, "nothing is not divided by");
});
