import assert from "node:assert/strict";
import { test } from "node:test";
import { isLongMilk, lineWidth, longestPiece } from "./word-width";

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

test("a milk that has no room beside the number gets a line of its own", () => {
  for (const short of ["Oat", "Soy", "Almond", "Hafer", "オーツ麦"]) assert(!isLongMilk(short), short);
  for (const long of ["Lactose-free", "Laktosefrei", "Oat barista", "乳糖フリー"])
    assert(isLongMilk(long), long);
});

test("a line is as wide as all its words", () => {
  assert(lineWidth("Lactose-free", true) > longestPiece("Lactose-free", true));
  assert.equal(lineWidth("Oat", true), longestPiece("Oat", true));
});
