// The choices on the tablet, while the menu changes under the open sheet.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drink } from "../../api/types";
import { menu } from "../../staff/live/live-model";
import { asked, withHub } from "../../test/fake-hub";
import { menuOf, milkDrink } from "../../test/sample-menus";
import { drink as drinkOrder, order } from "../../test/sample-orders";
import { close, panel } from "../panel/panel";
import { bodyOf, chosenFor, chosenOf, picks, withAnswer } from "./choices";
import { chooseDrink, placeOrder, startOrder, step } from "./counter-order";

/** A drink with these milks, the first by default; those after the dash are sold out. */
function milks(id: string, onSale: string[], soldOut: string[] = []): Drink {
  const options = [...onSale, ...soldOut].map((name) => ({ name, available: onSale.includes(name) }));
  return milkDrink(id, { modifiers: [{ name: "Milk", options }] });
}

const milk = (drink: Drink, chosen: ReturnType<typeof chosenFor>): string | undefined =>
  picks(drink, chosen).find(({ modifier }) => modifier.name === "Milk")?.option;

test("an answer that sells out leaves its row open, and holds again when it is back", () => {
  const soy = withAnswer(chosenFor(milks("latte", ["Whole", "Soy"])), "Milk", "Soy");
  const without = milks("latte", ["Whole"], ["Soy"]);
  assert.equal(milk(without, soy), undefined);
  assert.equal(bodyOf(without, soy), undefined, "nothing is sent");
  assert.equal(milk(milks("latte", ["Whole", "Soy"]), soy), "Soy");
  assert.equal(milk(milks("latte", ["Whole", "Soya"]), soy), undefined, "renamed");
});

test("a default counts while it is the one that was shown and is on sale", () => {
  const shown = chosenFor(milks("latte", ["Whole", "Oat"]));
  assert.equal(milk(milks("latte", ["Whole", "Oat"]), shown), "Whole");
  assert.equal(milk(milks("latte", ["Oat", "Whole"]), shown), undefined, "nobody saw oat chosen");
  const [whole, oat] = [
    { name: "Whole", available: false },
    { name: "Oat", available: true },
  ];
  assert.equal(
    milk(milkDrink("latte", { modifiers: [{ name: "Milk", options: [whole, oat] }] }), shown),
    undefined,
  );
});

test("another drink keeps what was answered, also across one that does not ask", () => {
  const soy = withAnswer(chosenFor(milks("latte", ["Whole", "Soy"])), "Milk", "Soy");
  const espresso = chosenFor(milkDrink("espresso", { modifiers: [] }), soy.answered);
  assert.deepEqual(bodyOf(milkDrink("espresso", { modifiers: [] }), espresso)?.modifiers, {});
  const mocha = milks("mocha", ["Whole", "Soy"]);
  assert.equal(milk(mocha, chosenFor(mocha, espresso.answered)), "Soy");
  const cortado = milks("cortado", ["Whole", "Oat"]);
  assert.equal(milk(cortado, chosenFor(cortado, soy.answered)), undefined, "no default in its place");
});

test("a change begins from all that the order has, and remembers", () => {
  const changed = order(1, "queued", {
    drink: {
      ...drinkOrder("espresso"),
      choices: [],
      remembered: [{ modifier: "Milk", option: "Soy", default: false }],
    },
  });
  const latte = milks("latte", ["Whole", "Soy"]);
  assert.equal(milk(latte, chosenFor(latte, chosenOf(changed).answered)), "Soy");
  const whole = chosenOf(order(2, "queued", { drink: drinkOrder("latte") }));
  assert.equal(
    milk(milks("latte", ["Oat", "Whole"]), whole),
    "Whole",
    "what it has, whatever the default is now",
  );
});

test("an order at the counter is not taken while a row is open", () =>
  withHub(async () => {
    const latte = milks("latte", ["Whole", "Soy"]);
    panel.value = { kind: "counter" };
    startOrder();
    chooseDrink(latte, withAnswer(chosenFor(latte), "Milk", "Soy"));
    menu.value = menuOf(milks("latte", ["Whole"], ["Soy"]));
    await placeOrder();
    assert.equal(asked.length, 0);
    assert.equal(step.value.at, "extras");
    menu.value = menuOf();
    close();
  }));
