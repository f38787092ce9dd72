// The choices on the tablet, while the menu changes under the open sheet.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drink } from "../../api/types";
import { menu } from "../../staff/live/live-model";
import { asked, withHub } from "../../test/fake-hub";
import { menuOf, milkDrink } from "../../test/sample-menus";
import { drink as drinkOrder, order } from "../../test/sample-orders";
import { close, panel } from "../panel/panel";
import { bodyOf, changedTo, chosenFor, chosenOf, picks, withAnswer } from "./choices";
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

test("a row that the menu has only now is open, at the counter and in a change", () => {
  const syrup = { name: "Syrup", options: [{ name: "Hazelnut", available: true }] };
  const latte = milks("latte", ["Whole", "Soy"]);
  const now = { ...latte, modifiers: [...latte.modifiers, syrup] };
  assert.equal(bodyOf(now, chosenFor(latte)), undefined);
  assert.equal(bodyOf(now, chosenOf(order(1, "queued", { drink: drinkOrder("latte") }))), undefined);
  assert.equal(bodyOf(now, withAnswer(chosenFor(latte), "Syrup", "Hazelnut"))?.complete, true);
});

test("a change shows no default where something that was chosen has lost its row", () => {
  const kind = (id: string): Drink => ({
    ...milks(id, ["Whole", "Soy"]),
    modifiers: milks(id, ["Whole", "Soy"]).modifiers.map((each) => ({ ...each, name: "Milk kind" })),
  });
  const mocha = kind("mocha");
  const open = (special: Record<string, string>, rest: Drink[]): boolean => {
    const changed = order(1, "queued", { drink: drinkOrder("latte", special) });
    const chosen = changedTo(mocha, chosenOf(changed), changed, menuOf(mocha, ...rest));
    return bodyOf(mocha, chosen) === undefined;
  };
  const shots = { name: "Shots", options: [{ name: "Single", available: true }] };
  const espresso = milkDrink("espresso", { modifiers: [shots] });
  assert.equal(open({ Milk: "Soy" }, [milks("latte", ["Whole", "Soy"]), espresso]), true);
  assert.equal(open({}, [espresso]), true, "no drink asks for milk any longer");
  assert.equal(open({}, [milks("latte", ["Whole", "Soy"]), espresso]), false, "a usual latte");
});
