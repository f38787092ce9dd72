/** Drinks and options that can sell out, and the waiting orders with them. Pure. */

import type { Drink, Menu, OrderView } from "../../api/types";

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
  const options = new Set(
    optionsOf(menu)
      .filter((each) => !each.available)
      .map((each) => `${each.modifier}\n${each.option}`),
  );
  const drinks = new Set(menu.drinks.filter((drink) => !drink.available).map((drink) => drink.id));
  return queued.filter(
    ({ drink }) =>
      drink !== null &&
      (drinks.has(drink.drinkId) ||
        drink.choices.some(({ modifier, option }) => options.has(`${modifier}\n${option}`))),
  );
}
