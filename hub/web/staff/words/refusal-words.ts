/**
 * A refusal in words for staff. The hub's own sentence is English and knows the details ("Someone
 * was faster: Leo makes B42."); in another language the refusal is worded by its kind, and names
 * the order that the hub's sentence ends with. A sentence about something that was typed is left as
 * it is: it names the place.
 */

import type { Refused } from "../../api/client";
import { type Language, language } from "../../messages/messages";
import ja from "../../messages/refusals.ja.json";

type ByKind = Readonly<Record<string, string>>;

const KINDS: Partial<Record<Language, ByKind>> = { ja };

/** `B42`, as the hub's sentences name orders. */
const LABEL = /\b[A-Z][0-9]+\b/g;

export function refusalWords(refused: Refused, tongue: Language = language.value): string {
  const words = KINDS[tongue]?.[refused.word];
  return words?.replace("{label}", refused.message.match(LABEL)?.at(-1) ?? "") ?? refused.message;
}
