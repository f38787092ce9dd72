import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu, OrderView } from "../../api/types";
import { menuOf, milkDrink } from "../../test/sample-menus";
import { drink, order } from "../../test/sample-orders";
import { goneWords, optionsOf, stockGroups, stranded } from "./selling-out";

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

test("milk can be sold out before drinks, and other options after them", () => {
  const shots = { name: "Shots", options: [{ name: "Single", available: true }] };
  const menu = menuOf(milkDrink("espresso", { modifiers: [shots] }), milkDrink("latte"));
  assert.deepEqual(stockGroups(menu), [{ modifier: "Milk" }, "drinks", { modifier: "Shots" }]);
  assert.deepEqual(stockGroups(menuOf(milkDrink("tea", { modifiers: [] }))), ["drinks"]);
});

test("orders that wait for a drink or an option that is gone are found", () => {
  const queued = [
    order(1, "queued"),
    order(2, "queued", { drink: drink("flat-white", { Milk: "Oat" }) }),
    order(3, "queued", { drink: drink("latte") }),
  ];
  assert.deepEqual(numbers(stranded(MENU, queued)), [2, 3]);
});

test("a waiting order says which of its options have sold out, the default too", () => {
  const options = [
    { name: "Whole", available: false },
    { name: "Oat", names: { ja: "オーツ" }, available: false },
    { name: "Soy", available: true },
  ];
  const bare = menuOf(milkDrink("latte", { modifiers: [{ name: "Milk", options }] }));
  const waiting = (milk?: string): OrderView =>
    order(1, "queued", { drink: drink("latte", milk === undefined ? {} : { Milk: milk }) });
  assert.deepEqual(goneWords(waiting("Oat"), bare, "en"), ["Oat"]);
  assert.deepEqual(goneWords(waiting("Oat"), bare, "ja"), ["オーツ"]);
  assert.deepEqual(goneWords(waiting(), bare, "en"), ["Whole"]);
  assert.deepEqual(goneWords(waiting("Soy"), bare, "en"), []);
});

test("a drink that has sold out is named, and one that is being made has all it needs", () => {
  const oatLatte = { drink: drink("latte", { Milk: "Oat" }) };
  assert.deepEqual(goneWords(order(1, "queued", oatLatte), MENU, "en"), ["latte", "Oat"]);
  assert.deepEqual(goneWords(order(1, "making", oatLatte), MENU, "en"), []);
  assert.deepEqual(goneWords(order(1, "queued", { drink: null }), MENU, "en"), []);
});
