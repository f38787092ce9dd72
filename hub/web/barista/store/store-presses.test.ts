import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoreState } from "../../api/types";
import { storePresses } from "./store-presses";

const asked = (state: StoreState): StoreState[] => storePresses(state).map(({ to }) => to);

test("an open booth can pause and call last orders, and every other state can open again", () => {
  assert.deepEqual(asked("open"), ["paused", "last_orders"]);
  assert.deepEqual(asked("last_orders"), ["open", "closed"]);
  assert.deepEqual(asked("paused"), ["open"]);
  assert.deepEqual(asked("closed"), ["open"]);
});
