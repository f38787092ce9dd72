import assert from "node:assert/strict";
import { test } from "node:test";
import { drink, order } from "../../test/sample-orders";
import { newDrink } from "../menu/editor/menu-draft";
import { nameOf } from "./drink-names";

const latte = { ...newDrink({ drinks: [] }, "Latte"), names: { ja: "ラテ" } };

test("a counted drink has its name on the menu, in the reader's language", () => {
  assert.deepEqual(nameOf("latte", [latte], [], "ja"), { name: "ラテ", gone: false });
});

test("a drink off the menu is called what it was ordered by, or what its id says", () => {
  const kept = order(1, "ready", { drink: { ...drink("d0"), drink: "House special" } });
  assert.deepEqual(nameOf("d0", [latte], [kept], "en"), { name: "House special", gone: true });
  assert.deepEqual(nameOf("long-black-2", [latte], [], "en"), { name: "Long black 2", gone: true });
});
