import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu } from "../../api/types";
import { drink } from "../../test/sample-orders";
import { drinkLine, drinkWords } from "./drink-words";

const MENU: Menu = {
  drinks: [
    {
      id: "flat-white",
      name: "Flat white",
      names: { ja: "フラットホワイト" },
      vessel: "tall",
      layers: [],
      available: true,
      allergens: null,
      caffeine_mg: null,
      modifiers: [{ name: "Milk", options: [{ name: "Oat", names: { ja: "オーツ" }, available: true }] }],
    },
  ],
};

test("a drink's words keep the milk apart and leave defaults out", () => {
  const words = drinkWords(drink("flat-white", { Milk: "Oat", Shots: "Double" }), MENU, "en");
  assert.deepEqual(words, { drink: "Flat white", milk: "Oat", extras: ["Double"] });
  assert.equal(drinkLine(words, "en"), "Flat white oat, double");
});

test("words come in the reader's language, and by the ordered name once off the menu", () => {
  assert.equal(drinkWords(drink("flat-white", { Milk: "Oat" }), MENU, "ja").milk, "オーツ");
  assert.equal(drinkWords(drink("long-black"), MENU, "ja").drink, "long black");
});
