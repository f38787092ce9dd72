/** The cups of a batch in one line, in the page's language. */

import { language } from "../../messages/messages";
import { menu } from "../../staff/live/live-model";
import { drinkLine, drinkWords } from "../../staff/words/drink-words";
import type { Batch } from "./batches";

export function cupWords({ drink }: Batch): string {
  return drinkLine(drinkWords(drink, menu.value, language.value), language.value);
}
