/**
 * The staff pages' words: messages from `en.json` and `ja.json`, with places for values and plural
 * forms. The language is the browser's, or the one chosen on this tablet.
 */

import { signal } from "@preact/signals";
import en from "./en.json";
import ja from "./ja.json";

export type Language = "en" | "ja";
export type MessageKey = keyof typeof en;

/** A sentence, or its plural forms by `Intl.PluralRules` category; `n` chooses among them. */
type Message = string | Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

const FILES: Record<Language, Readonly<Record<string, Message>>> = { en, ja };
export const LANGUAGES: Readonly<Record<Language, string>> = { en: "English", ja: "日本語" };
const REMEMBERED = "crema-language";

export const language = signal<Language>(firstLanguage());

/** Chooses a language for this tablet. */
export function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(REMEMBERED, next);
  } catch {
    // No storage on this tablet: the choice lasts until the page is loaded again.
  }
}

/** The message in the language of the page. */
export function t(key: MessageKey, values: Values = {}): string {
  return translate(language.value, key, values);
}

/** The message in a language; English where that language has none. */
export function translate(tongue: Language, key: MessageKey, values: Values = {}): string {
  const message = FILES[tongue][key] ?? FILES.en[key] ?? key;
  return fill(formOf(message, tongue, values), values);
}

function formOf(message: Message, tongue: Language, values: Values): string {
  if (typeof message === "string") return message;
  const category = new Intl.PluralRules(tongue).select(Number(values.n ?? 0));
  return message[category] ?? message.other ?? "";
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

function firstLanguage(): Language {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(REMEMBERED);
  } catch {
    // See above.
  }
  const wanted = [remembered, ...(globalThis.navigator?.languages ?? [])];
  for (const tag of wanted) {
    if (tag?.startsWith("ja")) return "ja";
    if (tag?.startsWith("en")) return "en";
  }
  return "en";
}
