/** Drinks and options that can sell out, and the waiting orders with them. Pure. */

import type { Drink, DrinkOrder, Menu, OrderView } from "../../api/types";
import { MILK, drinkWord, optionWord } from "../../staff/words/drink-words";

/** Every option of the menu once, in the order it is shown. */
export function optionsOf(menu: Menu): { modifier: string; option: string; available: boolean }[] {
  const found = new Map<string, { modifier: string; option: string; available: boolean }>();
  for (const { modifiers } of menu.drinks) {
    for (const { name, options } of modifiers) {
      for (const option of options) {
        const key = `${name}\n${option.name}`;
        const known = found.get(key);
        const available = option.available && (known?.available ?? true);
        found.set(key, { modifier: name, option: option.name, available });
      }
    }
  }
  return [...found.values()];
}

/** A group of what can sell out: the drinks, or the options of one modifier. */
export type StockGroup = "drinks" | { modifier: string };

/** The groups, those that sell out most first: milk, then drinks, then the other options. */
export function stockGroups(menu: Menu): StockGroup[] {
  const names = [...new Set(optionsOf(menu).map((each) => each.modifier))];
  const group = (modifier: string): StockGroup => ({ modifier });
  return [
    ...names.filter((name) => name === MILK).map(group),
    "drinks",
    ...names.filter((name) => name !== MILK).map(group),
  ];
}

/** A drink that has one of the option's modifier, where it is sold out for all. */
export function drinkWith(menu: Menu, modifier: string, option: string): Drink | undefined {
  return menu.drinks.find((drink) =>
    drink.modifiers.some((each) => each.name === modifier && each.options.some((one) => one.name === option)),
  );
}

/**
 * Orders that wait for something that has sold out. Only those: a drink that is being made has its
 * milk already.
 */
export function stranded(menu: Menu, queued: readonly OrderView[]): OrderView[] {
  const gone = soldOut(menu);
  return queued.filter(({ drink }) => drink !== null && isGone(drink, gone));
}

/**
 * Returns what has sold out of an order that waits, in words: its drink, then its options, also
 * those that are the drink's default.
 */
export function goneWords({ state, drink }: OrderView, menu: Menu, language: string): string[] {
  if (state !== "queued" || drink === null) return [];
  const gone = soldOut(menu);
  const options = drink.choices.filter((choice) => gone.options.has(keyOf(choice)));
  return [
    ...(gone.drinks.has(drink.drinkId) ? [drinkWord(drink, menu, language)] : []),
    ...options.map((choice) => optionWord(drink, choice, menu, language)),
  ];
}

interface SoldOut {
  drinks: ReadonlySet<string>;
  options: ReadonlySet<string>;
}

const soldOutOf = new WeakMap<Menu, SoldOut>();

/** Everything on the menu that has sold out; worked out once for all cards. */
function soldOut(menu: Menu): SoldOut {
  const known = soldOutOf.get(menu);
  if (known !== undefined) return known;
  const gone = {
    drinks: new Set(menu.drinks.filter((drink) => !drink.available).map((drink) => drink.id)),
    options: new Set(
      optionsOf(menu)
        .filter((each) => !each.available)
        .map(keyOf),
    ),
  };
  soldOutOf.set(menu, gone);
  return gone;
}

function isGone({ drinkId, choices }: DrinkOrder, { drinks, options }: SoldOut): boolean {
  return drinks.has(drinkId) || choices.some((choice) => options.has(keyOf(choice)));
}

function keyOf({ modifier, option }: { modifier: string; option: string }): string {
  return `${modifier}\n${option}`;
}
