import assert from "node:assert/strict";
import { test } from "node:test";
import { SECOND_PRESS_MS, isSecondPress, keyed, meant } from "./keypad";

test("digits gather until Enter; Enter alone is left to the page", () => {
  let typed = "";
  for (const key of ["4", "2"]) typed = keyed(typed, key).typed;
  assert.deepEqual(keyed(typed, "Enter"), { typed: "", chosen: 42, taken: true });
  assert.deepEqual(keyed("", "Enter"), { typed: "", taken: false });
  assert.equal(keyed("42", "Backspace").typed, "4");
  assert.deepEqual(keyed("42", "Escape"), { typed: "", taken: true });
});

test("a key beside the digits acts on the number before it, or on what is selected", () => {
  assert.deepEqual(keyed("42", "+"), { typed: "", action: "step", chosen: 42, taken: true });
  assert.deepEqual(keyed("", "-"), { typed: "", action: "back", taken: true });
  assert.deepEqual(keyed("42", "/"), { typed: "", action: "menu", taken: true });
  assert.equal(keyed("", "?").action, "legend");
  assert.deepEqual(keyed("4", "x"), { typed: "4", taken: false });
});

test("the point clears what is typed, and takes the last thing back when nothing is", () => {
  assert.deepEqual(keyed("42", "."), { typed: "", taken: true });
  assert.deepEqual(keyed("", "."), { typed: "", action: "undo", taken: true });
});

test("zero and Enter is a number like others: what it puts away is the page's to know", () => {
  assert.deepEqual(keyed(keyed("", "0").typed, "Enter"), { typed: "", chosen: 0, taken: true });
});

test("a pad means the same with NumLock off", () => {
  assert.equal(meant({ key: "Home", code: "Numpad7" }), "7");
  assert.equal(meant({ key: "Delete", code: "NumpadDecimal" }), ".");
  assert.equal(meant({ key: ",", code: "NumpadDecimal" }), ".");
  assert.equal(meant({ key: "Home", code: "Home" }), "Home");
  assert.equal(meant({ key: "/", code: "NumpadDivide" }), "/");
});

test("an acting key held down or bouncing acts once", () => {
  assert(!isSecondPress(undefined, 5, false));
  assert(isSecondPress(undefined, 5, true));
  assert(isSecondPress(1_000, 1_000 + SECOND_PRESS_MS - 1, false));
  assert(!isSecondPress(1_000, 1_000 + SECOND_PRESS_MS, false));
});
