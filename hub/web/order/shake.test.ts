// What the customer's phone does by itself: shaking when a drink is called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shakes } from "./shake";

test("the phone shakes when the drink is ready, and once more each time it is called", () => {
  const making = { state: "making", calls: 0 };
  const ready = { state: "ready", calls: 0 };
  assert.equal(shakes(making, ready), true);
  assert.equal(shakes(ready, ready), false, "the page came again, and nothing happened");
  assert.equal(shakes(ready, { state: "ready", calls: 1 }), true);
  assert.equal(shakes({ state: "ready", calls: 1 }, { state: "ready", calls: 2 }), true);
  assert.equal(shakes(ready, { state: "collected", calls: 1 }), false);
  assert.equal(shakes(ready, { state: "queued", calls: 1 }), false, "it is made again");
});
