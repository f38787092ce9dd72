// What the customer's phone does by itself: tidying a code, and shaking when a drink is called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tidied } from "../order/code";
import { shakes } from "../order/shake";

test("a code may be typed in any case, with spaces and dashes", () => {
  assert.equal(tidied("b7k4q2", "B"), "B7K4Q2");
  assert.equal(tidied("B7K 4Q2", "B"), "B7K4Q2");
  assert.equal(tidied(" b7-k4-q2\n", "B"), "B7K4Q2");
  assert.equal(tidied("Ｂ７Ｋ４Ｑ２", "B"), "B7K4Q2", "full-width, from a Japanese keyboard");
});

test("a whole code pasted behind the booth's letter keeps that letter once", () => {
  assert.equal(tidied("BB7K4Q2", "B"), "B7K4Q2");
  assert.equal(tidied("BB7K4", "B"), "BB7K4", "it may yet be a code that has the letter twice");
  assert.equal(tidied("B7K4Q2XYZ", "C"), "B7K4Q2", "what does not fit is left out");
});

test("the phone shakes when the drink is ready, and once more each time it is called", () => {
  const making = { state: "making", calls: 0 };
  const ready = { state: "ready", calls: 0 };
  assert.equal(shakes(making, ready), true);
  assert.equal(shakes(ready, ready), false, "the page came anew, and nothing happened");
  assert.equal(shakes(ready, { state: "ready", calls: 1 }), true);
  assert.equal(shakes({ state: "ready", calls: 1 }, { state: "ready", calls: 2 }), true);
  assert.equal(shakes(ready, { state: "collected", calls: 1 }), false);
  assert.equal(shakes(ready, { state: "queued", calls: 1 }), false, "it is made again");
});
