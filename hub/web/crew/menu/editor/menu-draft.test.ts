import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drink, Menu } from "../../../api/types";
import {
  ALLERGENS,
  freshId,
  mistakesOf,
  moved,
  newDrink,
  removed,
  replaced,
  roomLeft,
  tidied,
  translated,
  withIds,
} from "./menu-draft";

const NONE: Menu = { drinks: [] };
const latte: Drink = newDrink(NONE, "Latte");

test("a new drink can be saved as it is, once it has its name", () => {
  assert.deepEqual([...mistakesOf(latte)], []);
  assert.deepEqual([latte.id, latte.available, latte.allergens], ["latte", true, null]);
});

test("an id is made from the name and belongs to no other drink", () => {
  assert.equal(freshId(NONE, "Café  crème!"), "cafe-creme");
  assert.equal(freshId(NONE, "抹茶"), "drink");
  const menu = { drinks: [latte, { ...latte, id: "latte-2" }] };
  assert.equal(freshId(menu, "Latte"), "latte-3");
});

test("lists are changed without touching what they were", () => {
  const list = ["a", "b", "c"];
  assert.deepEqual(moved(list, 1, -1), ["b", "a", "c"]);
  assert.deepEqual(moved(list, 2, 1), ["a", "b", "c"]);
  assert.deepEqual(moved(list, 0, -1), ["a", "b", "c"]);
  assert.deepEqual(replaced(list, 1, "x"), ["a", "x", "c"]);
  assert.deepEqual(removed(list, 0), ["b", "c"]);
  assert.deepEqual(list, ["a", "b", "c"]);
});

test("mistakes are found at their field", () => {
  const drink: Drink = {
    ...latte,
    name: "",
    layers: [
      { of: "milk", share: 60 },
      { of: "foam", share: 50 },
    ],
    caffeine_mg: 1.5,
    modifiers: [
      { name: "Milk", options: [] },
      {
        name: "Milk",
        options: [
          { name: "Oat", available: true },
          { name: "Oat", available: true },
          { name: "", available: true },
        ],
      },
    ],
  };
  assert.equal(roomLeft(drink.layers), -10);
  assert.deepEqual(Object.fromEntries(mistakesOf(drink)), {
    name: "editor.needName",
    layers: "editor.layersWrong",
    caffeine: "editor.caffeineWrong",
    "modifier 0": "editor.needOption",
    "modifier 1": "editor.twice",
    "option 1 1": "editor.twice",
    "option 1 2": "editor.needName",
  });
});

test("a share that was not typed yet is a mistake, not a layer", () => {
  assert(mistakesOf({ ...latte, layers: [{ of: "milk", share: Number.NaN }] }).has("layers"));
  assert(mistakesOf({ ...latte, layers: [{ of: "milk", share: 0 }] }).has("layers"));
});

test("blanks at the ends of names are not saved", () => {
  const modifiers = [{ name: "Milk ", options: [{ name: " Oat", available: true }] }];
  const [drink] = tidied({ drinks: [{ ...latte, name: " Latte ", modifiers }] }).drinks;
  assert.deepEqual(
    [drink?.name, drink?.modifiers[0]?.name, drink?.modifiers[0]?.options[0]?.name],
    ["Latte", "Milk", "Oat"],
  );
});

test("a translation is set, and taken away by an empty text", () => {
  assert.deepEqual(translated({ de: "Milchkaffee" }, "ja", "ラテ"), { de: "Milchkaffee", ja: "ラテ" });
  assert.deepEqual(translated({ ja: "ラテ" }, "ja", " "), {});
});

test("the allergens are the fourteen, each once", () => {
  assert.equal(new Set(ALLERGENS).size, 14);
});

test("a drink that is new gets its id from the name it has when it is saved", () => {
  const known = { drinks: [latte] };
  const fresh = { ...latte, id: "new-drink", name: "Latte" };
  const renamed = { ...latte, name: "Café latte" };
  const ids = withIds({ drinks: [renamed, fresh, { ...fresh, id: "new-drink-2" }] }, known).drinks;
  assert.deepEqual(
    ids.map((drink) => drink.id),
    ["latte", "latte-2", "latte-3"],
  );
});
