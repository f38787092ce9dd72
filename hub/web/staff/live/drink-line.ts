/** A drink in one line, by the menu as it is now and in the page's language. */

import type { DrinkOrder } from "../../api/types";
import { language } from "../../messages/messages";
import { drinkLine, drinkWords } from "../words/drink-words";
import { menu } from "./live-model";

export function drinkLineOf(drink: DrinkOrder): string {
  return drinkLine(drinkWords(drink, menu.value, language.value), language.value);
}
