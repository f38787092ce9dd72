import assert from "node:assert/strict";
import { test } from "node:test";
import type { Drink, Menu } from "../../../api/types";
import { newDrink } from "./menu-draft";
import { afterSaving, beginWork, changesIn, rebased, withTheirs } from "./menu-merge";

const NONE: Menu = { drinks: [] };
const latte: Drink = newDrink(NONE, "Latte");

/** A drink with milk to choose, of which the named are sold out. */
function withMilk(
  id: string,
  name: string,
  soldOut: readonly string[] = [],
  change: Partial<Drink> = {},
): Drink {
  const options = ["Whole", "Oat"].map((milk) => ({ name: milk, available: !soldOut.includes(milk) }));
  const drink = { ...latte, id, name, modifiers: [{ name: "Milk", options }] };
  return { ...drink, available: !soldOut.includes(id), ...change };
}

function availability(menu: Menu): Record<string, unknown> {
  return Object.fromEntries(
    menu.drinks.map(({ id, available, modifiers }) => [
      id,
      [available, ...modifiers.flatMap(({ options }) => options.map((option) => option.available))],
    ]),
  );
}

test("what sells out while the menu is edited stays sold out", () => {
  const base = { drinks: [withMilk("latte", "Latte"), withMilk("mocha", "Mocha")] };
  const renamed = { drinks: [withMilk("latte", "Caffè latte"), withMilk("mocha", "Mocha")] };
  const live = {
    drinks: [withMilk("latte", "Latte", ["Oat"]), withMilk("mocha", "Mocha", ["Oat", "mocha"])],
  };
  const work = rebased({ ...beginWork(base), draft: renamed }, live);
  assert.equal(work.draft.drinks[0]?.name, "Caffè latte");
  assert.deepEqual(availability(work.draft), { latte: [true, true, false], mocha: [false, true, false] });
  assert.equal(work.clashes.size, 0);
  assert.equal(changesIn(work), 1);
  // And back again, since this draft did not change it.
  assert.deepEqual(availability(rebased(work, base).draft), availability(base));
});

test("what the crew sold out or brought back in this draft is as they said", () => {
  const base = { drinks: [withMilk("latte", "Latte", ["Oat"]), withMilk("mocha", "Mocha", ["mocha"])] };
  const draft = { drinks: [withMilk("latte", "Latte", ["latte"]), withMilk("mocha", "Mocha")] };
  const live = {
    drinks: [withMilk("latte", "Latte", ["Oat", "Whole"]), withMilk("mocha", "Mocha", ["mocha"])],
  };
  const work = rebased({ ...beginWork(base), draft }, live);
  assert.deepEqual(availability(work.draft), { latte: [false, false, true], mocha: [true, true, true] });
});

test("an option that was renamed here sells out by the name it has on the phones", () => {
  const base = { drinks: [withMilk("latte", "Latte")] };
  const options = [
    { name: "Whole", available: true },
    { name: "Oat milk", available: true },
  ];
  const draft = { drinks: [withMilk("latte", "Latte", [], { modifiers: [{ name: "Milk", options }] })] };
  const work = rebased({ ...beginWork(base), draft }, { drinks: [withMilk("latte", "Latte", ["Oat"])] });
  assert.deepEqual(availability(work.draft), { latte: [true, true, false] });
  assert.equal(work.draft.drinks[0]?.modifiers[0]?.options[1]?.name, "Oat milk");
});

test("a new drink has no milk that sold out before it was saved", () => {
  const base = { drinks: [withMilk("latte", "Latte")] };
  const draft = { drinks: [...base.drinks, withMilk("new-drink", "Cortado")] };
  const work = rebased({ ...beginWork(base), draft }, { drinks: [withMilk("latte", "Latte", ["Oat"])] });
  assert.deepEqual(availability(work.draft)["new-drink"], [true, true, false]);
});

test("what others made of drinks that were left alone here is kept", () => {
  const base = { drinks: [withMilk("latte", "Latte"), withMilk("mocha", "Mocha"), withMilk("tea", "Tea")] };
  const draft = { drinks: [withMilk("latte", "Caffè latte"), ...base.drinks.slice(1)] };
  const live = { drinks: [withMilk("chai", "Chai"), withMilk("mocha", "Moka"), withMilk("latte", "Latte")] };
  const work = rebased({ ...beginWork(base), draft }, live);
  assert.deepEqual(
    work.draft.drinks.map(({ name }) => name),
    ["Chai", "Moka", "Caffè latte"],
  );
  assert.equal(work.clashes.size, 0);
});

test("a drink that both sides changed is listed by name, and either version can be had", () => {
  const base = { drinks: [withMilk("latte", "Latte"), withMilk("mocha", "Mocha"), withMilk("tea", "Tea")] };
  const draft = { drinks: [withMilk("latte", "Caffè latte"), withMilk("tea", "Chai")] };
  const live = { drinks: [withMilk("latte", "Milk coffee"), withMilk("mocha", "Moka")] };
  const work = rebased(rebased({ ...beginWork(base), draft }, live), live);
  assert.deepEqual([...work.clashes.values()], ["Caffè latte", "Chai", "Moka"]);
  assert.deepEqual(
    work.draft.drinks.map(({ name }) => name),
    ["Caffè latte", "Chai"],
  );
  const theirs = withTheirs(work);
  assert.deepEqual(theirs.draft, live);
  assert.deepEqual([theirs.clashes.size, changesIn(theirs)], [0, 0]);
});

test("both sides changing a drink to the same is no clash", () => {
  const base = { drinks: [withMilk("latte", "Latte")] };
  const same = { drinks: [withMilk("latte", "Caffè latte", [], { names: {} })] };
  const work = rebased({ ...beginWork(base), draft: same }, { drinks: [withMilk("latte", "Caffè latte")] });
  assert.deepEqual([work.clashes.size, changesIn(work)], [0, 0]);
});

test("changes are counted by drink, and another order once", () => {
  const base = { drinks: [withMilk("latte", "Latte"), withMilk("mocha", "Mocha")] };
  assert.equal(changesIn(beginWork(base)), 0);
  const turned = { ...beginWork(base), draft: { drinks: [...base.drinks].reverse() } };
  assert.equal(changesIn(turned), 1);
  assert.equal(
    changesIn({ ...turned, draft: { drinks: [withMilk("mocha", "Moka"), withMilk("tea", "Tea")] } }),
    3,
  );
});

test("what was typed while the menu was saved is work on what was saved, and no clash", () => {
  const live: Menu = { drinks: [newDrink({ drinks: [] }, "Latte")] };
  const named = (name: string): Menu => ({ drinks: live.drinks.map((drink) => ({ ...drink, name })) });
  const sent = named("Flat");
  const typedOn = { ...beginWork(live), draft: named("Flat white") };
  const work = rebased(afterSaving(typedOn, sent), sent);
  assert.deepEqual([work.draft.drinks[0]?.name, work.clashes.size, changesIn(work)], ["Flat white", 0, 1]);
  assert.equal(changesIn(rebased(afterSaving({ ...typedOn, draft: sent }, sent), sent)), 0);
});
