import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf, linesOf } from "./menu-file";

test("a menu's file shows its kind, and its refusal its lines", () => {
  assert.equal(kindOf("Menu 2026.CSV"), "csv");
  assert.equal(kindOf("menu.toml"), "toml");
  assert.equal(kindOf("menu.xlsx"), undefined);
  const lines = linesOf("Line 3: no drink.\n\n Line 7: no name.");
  assert.deepEqual(lines, ["Line 3: no drink.", "Line 7: no name."]);
});
