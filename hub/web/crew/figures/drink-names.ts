/** The name of a counted drink, also of one that is no longer on the menu. */

import type { Drink, OrderView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { menu, orders } from "../../staff/live/live-model";
import { named } from "../../staff/words/drink-words";
import type { Bar } from "./figures";

/** A drink's name by its id, and whether it is off the menu. Pure. */
export function nameOf(
  id: string,
  drinks: readonly Drink[],
  ordered: Iterable<OrderView>,
  tongue: string,
): { name: string; gone: boolean } {
  const drink = drinks.find((each) => each.id === id);
  if (drink !== undefined) return { name: named(drink, tongue), gone: false };
  for (const { drink: kept } of ordered) {
    if (kept?.drinkId === id) return { name: kept.drink, gone: true };
  }
  return { name: fromId(id), gone: true };
}

/** `Flat white` for `flat-white`. */
function fromId(id: string): string {
  const words = id.replace(/-+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The label of a drink's bar. */
export function drinkLabel(id: string): Omit<Bar, "value"> {
  const { name, gone } = nameOf(id, menu.value.drinks, orders.value.values(), language.value);
  return gone ? { label: name, note: t("today.offMenu") } : { label: name };
}
