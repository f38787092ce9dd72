/**
 * A menu while the crew edits it: new drinks, changes of lists, and mistakes that cannot be saved.
 * The rules are the hub's (`menu_rules.rs`), said here beside the field. Pure.
 */

import type { Allergen, Drink, Ingredient, Layer, Menu, Modifier } from "../../../api/types";
import type { MessageKey } from "../../../messages/messages";

/** The fourteen, in the order of annex II. */
export const ALLERGENS: readonly Allergen[] = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soybeans",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
];
export const INGREDIENTS: readonly Ingredient[] = ["espresso", "milk", "foam", "water", "chocolate"];
/** The languages of the customers' pages beside English; others come with an imported file. */
export const TRANSLATIONS = ["de", "es", "fr", "it", "ja", "pt", "sv"] as const;

/** Limits of the hub. */
export const DRINKS_MAX = 60;
export const LAYERS_MAX = 8;
export const MODIFIERS_MAX = 8;
export const OPTIONS_MAX = 12;
export const NAME_MAX = 80;
const ID_MAX = 40;
/** A strong cup has some 200 mg; the hub's field ends here. */
const CAFFEINE_MAX = 65_535;

/** The mistakes of a drink, by place: `name`, `layers`, `caffeine`, `modifier 0`, `option 0 1`. */
export type Mistakes = ReadonlyMap<string, MessageKey>;

/** A drink to begin from, under an id that no other has. */
export function newDrink(menu: Menu, name: string): Drink {
  return {
    id: freshId(menu, name),
    name,
    vessel: "tall",
    layers: [
      { of: "espresso", share: 30 },
      { of: "milk", share: 50 },
    ],
    available: true,
    modifiers: [],
    allergens: null,
    caffeine_mg: null,
  };
}

/** An id made from the name: `flat-white`, or `flat-white-2` when that is taken. */
export function freshId(menu: Menu, name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, ID_MAX - 4);
  const base = plain === "" ? "drink" : plain;
  const taken = new Set(menu.drinks.map((drink) => drink.id));
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

/** The list with the entry at `from` moved by one place; at an end it stays. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...list];
  const to = from + by;
  const entry = next[from];
  if (entry === undefined || to < 0 || to >= next.length) return next;
  next.splice(from, 1);
  next.splice(to, 0, entry);
  return next;
}

/** The list with another entry at `at`. */
export function replaced<T>(list: readonly T[], at: number, entry: T): T[] {
  return list.map((each, index) => (index === at ? entry : each));
}

export function removed<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

/** The translations with this one set; an empty text takes it away. */
export function translated(
  names: Record<string, string> | undefined,
  language: string,
  text: string,
): Record<string, string> {
  const next = { ...names };
  if (text.trim() === "") delete next[language];
  else next[language] = text;
  return next;
}

/** The rest of the glass, parts of 100. */
export function roomLeft(layers: readonly Layer[]): number {
  return 100 - layers.reduce((sum, layer) => sum + layer.share, 0);
}

/** The mistakes that keep a drink from being saved. */
export function mistakesOf(drink: Drink): Mistakes {
  const wrong = new Map<string, MessageKey>();
  if (!readable(drink.name)) wrong.set("name", "editor.needName");
  if (roomLeft(drink.layers) < 0 || drink.layers.some(({ share }) => !(share >= 1 && share <= 100))) {
    wrong.set("layers", "editor.layersWrong");
  }
  const caffeine = drink.caffeine_mg;
  if (caffeine !== null && !(Number.isInteger(caffeine) && caffeine >= 0 && caffeine <= CAFFEINE_MAX)) {
    wrong.set("caffeine", "editor.caffeineWrong");
  }
  drink.modifiers.forEach((modifier, at) => {
    const twice = drink.modifiers.findIndex((each) => each.name === modifier.name) !== at;
    if (!readable(modifier.name)) wrong.set(`modifier ${at}`, "editor.needName");
    else if (twice) wrong.set(`modifier ${at}`, "editor.twice");
    else if (modifier.options.length === 0) wrong.set(`modifier ${at}`, "editor.needOption");
    for (const [place, key] of optionMistakes(modifier)) wrong.set(`option ${at} ${place}`, key);
  });
  return wrong;
}

function optionMistakes({ options }: Modifier): [number, MessageKey][] {
  return options.flatMap((option, at): [number, MessageKey][] => {
    if (!readable(option.name)) return [[at, "editor.needName"]];
    return options.findIndex((each) => each.name === option.name) === at ? [] : [[at, "editor.twice"]];
  });
}

function readable(name: string): boolean {
  return name.trim() === name && name !== "" && [...name].length <= NAME_MAX;
}

/** The menu with ids by name for those drinks that the hub does not know yet. */
export function withIds(draft: Menu, known: Menu): Menu {
  const old = new Set(known.drinks.map((drink) => drink.id));
  const taken: Menu = { drinks: draft.drinks.filter((drink) => old.has(drink.id)) };
  const drinks = draft.drinks.map((drink) => {
    if (old.has(drink.id)) return drink;
    const named = { ...drink, id: freshId(taken, drink.name) };
    taken.drinks.push(named);
    return named;
  });
  return { drinks };
}

/** Names without the blanks that typing leaves at their ends, which the hub refuses. */
export function tidied(menu: Menu): Menu {
  const tidy = <T extends { name: string }>(thing: T): T => ({ ...thing, name: thing.name.trim() });
  return {
    drinks: menu.drinks.map((drink) => ({
      ...tidy(drink),
      modifiers: drink.modifiers.map((modifier) => ({
        ...tidy(modifier),
        options: modifier.options.map(tidy),
      })),
    })),
  };
}
