import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drink } from "../../api/types";
import { glassOf } from "./glass";

const FLAT_WHITE: Drink["layers"] = [
  { of: "espresso", share: 30 },
  { of: "milk", share: 50 },
  { of: "foam", share: 5 },
];

test("layers lie one above the other in the menu's order, the first on the floor", () => {
  const { layers, empty } = glassOf({ vessel: "tall", layers: FLAT_WHITE });
  assert.deepEqual(
    layers.map(({ colour }) => colour),
    ["#3b2014", "#f6e9d8", "#fffaf2"],
  );
  assert(layers[0]?.path.startsWith("M25 86.5H75"), layers[0]?.path);
  assert(empty !== undefined);
});

test("a full glass has no empty part, and a menu with more than 100 parts fills it", () => {
  assert.equal(glassOf({ vessel: "short", layers: [{ of: "espresso", share: 100 }] }).empty, undefined);
  const over = glassOf({
    vessel: "tall",
    layers: [
      { of: "milk", share: 100 },
      { of: "foam", share: 100 },
    ],
  });
  assert.equal(over.empty, undefined);
});
