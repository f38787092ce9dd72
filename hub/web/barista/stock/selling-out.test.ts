import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu, OrderView } from "../../api/types";
import { drink, order } from "../../test/sample-orders";
import { optionsOf, stranded } from "./selling-out";

const numbers = (orders: readonly OrderView[]): (number | null)[] => orders.map((each) => each.number);

const MILKS = {
  name: "Milk",
  options: ["Whole", "Oat"].map((name) => ({ name, available: name !== "Oat" })),
};
const MENU: Menu = {
  drinks: ["flat-white", "latte", "espresso"].map((id) => ({
    id,
    name: id,
    vessel: "tall",
    layers: [],
    available: id !== "latte",
    modifiers: id === "espresso" ? [] : [MILKS],
    allergens: null,
    caffeine_mg: null,
  })),
};

test("an option is listed once among what can sell out, however many drinks have it", () => {
  assert.deepEqual(optionsOf(MENU), [
    { modifier: "Milk", option: "Whole", available: true },
    { modifier: "Milk", option: "Oat", available: false },
  ]);
});

test("orders that wait for a drink or an option that is gone are found", () => {
  const queued = [
    order(1, "queued"),
    order(2, "queued", { drink: drink("flat-white", { Milk: "Oat" }) }),
    order(3, "queued", { drink: drink("latte") }),
  ];
  assert.deepEqual(numbers(stranded(MENU, queued)), [2, 3]);
});
