import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, latest, pass, withHub } from "../../test/fake-hub";
import { milkDrink } from "../../test/sample-menus";
import { order } from "../../test/sample-orders";
import { pressNotices } from "../actions/press-notices";
import { offer, undoLast } from "../actions/undo-offer";
import { close, panel } from "../panel/panel";
import { chosenFor } from "./choices";
import { backToDrinks, busy, chooseDrink, cupName, placeOrder, startOrder, step } from "./counter-order";

const LATTE = milkDrink("latte");

/** The sheet is open with a latte chosen, and *Take* was pressed. */
function placing(): Promise<void> {
  panel.value = { kind: "counter" };
  startOrder();
  chooseDrink(LATTE, chosenFor(LATTE));
  return placeOrder();
}

test("while an order is on its way nothing about it can change, and it is sent once", () =>
  withHub(async () => {
    const placed = placing();
    chooseDrink(LATTE, chosenFor(LATTE, { Milk: "Oat" }));
    backToDrinks();
    startOrder();
    await placeOrder();
    assert.equal(asked.length, 1);
    assert(step.value.at === "extras" && step.value.chosen.answered.Milk === undefined);
    assert(busy.value);
    await latest().answer(order(7, "queued"));
    await placed;
    assert.deepEqual([step.value.at, busy.value], ["said", false]);
  }));

test("a full booth is asked about once, then asked to exceed its limit", () =>
  withHub(async () => {
    const first = placing();
    await latest().refuse("booth-full");
    await first;
    assert(step.value.at === "extras" && step.value.full);
    void placeOrder();
    assert.deepEqual(latest().body, {
      drink: "latte",
      modifiers: { Milk: "Whole" },
      complete: true,
      overCapacity: true,
    });
    assert(asked[0]?.key !== asked[1]?.key);
    await latest().answer(order(7, "queued"));
  }));

test("what became of it is said though its sheet was closed", () =>
  withHub(async () => {
    const refused = placing();
    close();
    await latest().refuse("sold-out");
    await refused;
    assert.deepEqual(
      pressNotices.value.map(({ text }) => text),
      ["No: sold-out."],
    );
    pressNotices.value = [];
  }));

test("the undo of an order at the counter cancels it, and its sheet goes", () =>
  withHub(async () => {
    cupName.value = "";
    const placed = placing();
    await latest().answer(order(8, "queued"));
    await placed;
    undoLast();
    assert.equal(latest().path, "orders/order-8/cancel");
    assert.deepEqual([panel.value, offer.value], [undefined, undefined]);
    await latest().answer(order(8, "queued", { seq: 2 }));
    await pass(0);
  }));

test("an order that gets no number is taken, and says that it has none", () =>
  withHub(async () => {
    const placed = placing();
    await latest().answer(order(9, "started", { number: null, label: null }));
    await placed;
    assert.equal(offer.value?.text, "Taken at the counter, without a number yet");
    assert(step.value.at === "said" && step.value.order.label === null);
  }));
