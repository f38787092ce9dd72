import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "../../test/sample-orders";
import { find } from "./finding";

test("orders are found by number, label, and name without its accents", () => {
  const all = [
    order(4, "queued", { name: "Zoë" }),
    order(42, "making", { name: "Åsa" }),
    order(43, "ready", { name: "Kenji 健二" }),
  ];
  const found = (typed: string): (number | null)[] => find(all, typed).map((each) => each.number);
  assert.deepEqual(found("4"), [4, 43, 42]);
  assert.deepEqual(found("b42"), [42]);
  assert.deepEqual(found("４３"), [43]);
  assert.deepEqual(found("zoe"), [4]);
  assert.deepEqual(found("健二"), [43]);
  assert.deepEqual(found("  "), []);
});
