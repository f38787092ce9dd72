/** A drink in words, in the reader's language: its name, its milk, its extras. */

import type { Drink, DrinkOrder, Menu } from "../../api/types";

/** The modifier whose non-default choice must not be missed (`MILK` in the API). */
export const MILK = "Milk";

export interface DrinkWords {
  drink: string;
  /** A milk other than the default. */
  milk: string | undefined;
  extras: string[];
}

export function named(thing: { name: string; names?: Record<string, string> }, language: string): string {
  return thing.names?.[language] ?? thing.name;
}

/** An order's drink; one that has left the menu since keeps the name it was ordered by. */
export function drinkWord(order: DrinkOrder, menu: Menu, language: string): string {
  const onMenu = onMenuNow(order, menu);
  return onMenu === undefined ? order.drink : named(onMenu, language);
}

/** An option of an order's drink; one that has left the menu since keeps its name too. */
export function optionWord(
  order: DrinkOrder,
  { modifier, option }: { modifier: string; option: string },
  menu: Menu,
  language: string,
): string {
  const found = onMenuNow(order, menu)
    ?.modifiers.find((candidate) => candidate.name === modifier)
    ?.options.find((candidate) => candidate.name === option);
  return found === undefined ? option : named(found, language);
}

function onMenuNow({ drinkId }: DrinkOrder, menu: Menu): Drink | undefined {
  return menu.drinks.find((drink) => drink.id === drinkId);
}

/** The words for an order's drink. */
export function drinkWords(order: DrinkOrder, menu: Menu, language: string): DrinkWords {
  const special = order.choices.filter((choice) => !choice.default);
  const milk = special.find((choice) => choice.modifier === MILK);
  return {
    drink: drinkWord(order, menu, language),
    milk: milk === undefined ? undefined : optionWord(order, milk, menu, language),
    extras: special
      .filter((choice) => choice.modifier !== MILK)
      .map((choice) => optionWord(order, choice, menu, language)),
  };
}

/** The same in one line: "Flat white oat, double". */
export function drinkLine(words: DrinkWords, language: string): string {
  const lower = (word: string): string => word.toLocaleLowerCase(language);
  const head = words.milk === undefined ? words.drink : `${words.drink} ${lower(words.milk)}`;
  return [head, ...words.extras.map(lower)].join(", ");
}
