/**
 * A menu that the crew edits while others change it too: three ways meet, the menu the editing
 * began with (base), the edited one (draft), and the booth's of now (live). A change of only one
 * side is kept; whether something can be ordered is live unless the crew set it in this draft; a
 * drink that both sides changed is theirs and ours, so the crew is asked. Pure.
 */

import type { Drink, Menu, Modifier, ModifierOption } from "../../../api/types";

/** An editor's work on the menu. */
export interface Work {
  /** The live menu as this work last saw it. */
  base: Menu;
  draft: Menu;
  /** Names, by id, of drinks that were changed here and elsewhere. */
  clashes: ReadonlyMap<string, string>;
}

/** Work that has changed nothing yet. */
export function beginWork(live: Menu): Work {
  return { base: live, draft: live, clashes: new Map() };
}

/** The work on top of the booth's menu of now. */
export function rebased({ base, draft, clashes: known }: Work, live: Menu): Work {
  const kept = new Map<string, Drink>();
  const clashes = new Map(known);
  for (const id of idsOf(draft, live)) {
    const [old, mine, theirs] = [find(base, id), find(draft, id), find(live, id)];
    const drink = merged(old, mine, theirs);
    const placed = [at(base, old), at(draft, mine), at(live, theirs)] as const;
    if (drink !== undefined) kept.set(id, withAvailability(drink, ...placed));
    if (bothChanged(old, mine, theirs)) clashes.set(id, (mine ?? theirs)?.name ?? id);
  }
  return { base: live, draft: { drinks: inOrder(base, draft, live, kept) }, clashes };
}

/** The work once `sent` was saved: that is the booth's menu, and later typing is work on top of it. */
export function afterSaving({ draft }: Work, sent: Menu): Work {
  return { base: sent, draft, clashes: new Map() };
}

/** The work with their version of every drink that both sides changed. */
export function withTheirs({ base, draft, clashes }: Work): Work {
  const kept = draft.drinks.flatMap((drink) => {
    const theirs = clashes.has(drink.id) ? find(base, drink.id) : drink;
    return theirs === undefined ? [] : [theirs];
  });
  const removed = base.drinks.filter(({ id }) => clashes.has(id) && find(draft, id) === undefined);
  return { base, draft: { drinks: [...kept, ...removed] }, clashes: new Map() };
}

/** How many drinks the work changes, adds or removes; another order of them counts once. */
export function changesIn({ base, draft }: Work): number {
  const drinks = idsOf(base, draft).filter((id) => !same(find(base, id), find(draft, id))).length;
  return drinks + (sameOrder(base, draft) ? 0 : 1);
}

/** One drink out of three, without its availability; none where it is not to be on the menu. */
function merged(old?: Drink, mine?: Drink, theirs?: Drink): Drink | undefined {
  if (mine === undefined) return old === undefined ? theirs : undefined;
  const untouched = same(content(old), content(mine));
  if (theirs === undefined) return untouched ? undefined : mine;
  return untouched ? theirs : mine;
}

/** Whether here and elsewhere a drink was changed, and not to the same. Selling out is no such change. */
function bothChanged(old?: Drink, mine?: Drink, theirs?: Drink): boolean {
  const [was, here, there] = [content(old), content(mine), content(theirs)];
  return !same(was, here) && !same(was, there) && !same(here, there);
}

/** A drink on its menu: for options that it lacks, the same ones elsewhere on that menu count. */
interface Placed {
  menu: Menu;
  drink: Drink | undefined;
}

function at(menu: Menu, drink: Drink | undefined): Placed {
  return { menu, drink };
}

/** `keep` with its availability: as this draft set it, else as it is live. */
function withAvailability(keep: Drink, old: Placed, mine: Placed, theirs: Placed): Drink {
  const own = mine.drink ?? keep;
  return {
    ...keep,
    available: meant(old.drink?.available, own.available, theirs.drink?.available),
    modifiers: keep.modifiers.map((modifier, place) => ({
      ...modifier,
      options: modifier.options.map((option, index) => {
        const of = (placed: Placed): boolean | undefined => {
          const there = counterpart(placed.drink?.modifiers, modifier, place, own.modifiers);
          const here = counterpart(mine.drink?.modifiers, modifier, place, own.modifiers);
          const one = counterpart(there?.options, option, index, here?.options ?? []);
          return one?.available ?? elsewhere(placed.menu, modifier, option);
        };
        return { ...option, available: meant(of(old), of(mine) ?? option.available, of(theirs)) };
      }),
    })),
  };
}

/** The draft's value if the draft changed it, else the live one. */
function meant(old: boolean | undefined, mine: boolean, theirs: boolean | undefined): boolean {
  const touched = old !== undefined && old !== mine;
  return touched ? mine : (theirs ?? mine);
}

/** Whether an option can be had with any drink; an option sells out of all drinks at once. */
function elsewhere(menu: Menu, { name }: Modifier, option: ModifierOption): boolean | undefined {
  const found = menu.drinks
    .flatMap(({ modifiers }) => modifiers.filter((each) => each.name === name))
    .flatMap(({ options }) => options.filter((each) => each.name === option.name));
  return found.length === 0 ? undefined : found.some(({ available }) => available);
}

/**
 * The entry of the same name in a list; or the one at that place under a name that the draft no
 * longer has, for then it was renamed.
 */
function counterpart<T extends { name: string }>(
  list: readonly T[] | undefined,
  { name }: { name: string },
  place: number,
  draft: readonly { name: string }[],
): T | undefined {
  const found = list?.find((each) => each.name === name);
  if (found !== undefined) return found;
  const there = list?.[place];
  return there === undefined || draft.some((each) => each.name === there.name) ? undefined : there;
}

/** A drink without its availability. */
function content(drink: Drink | undefined): Drink | undefined {
  if (drink === undefined) return undefined;
  const modifiers = drink.modifiers.map((modifier) => ({
    ...modifier,
    options: modifier.options.map((option) => ({ ...option, available: true })),
  }));
  return { ...drink, available: true, modifiers };
}

/** The kept drinks: in the draft's order if it has one of its own, else as they are live. */
function inOrder(base: Menu, draft: Menu, live: Menu, kept: ReadonlyMap<string, Drink>): Drink[] {
  const ids = sameOrder(base, draft) ? idsOf(live, draft) : idsOf(draft, live);
  return ids.flatMap((id) => kept.get(id) ?? []);
}

/** Whether the drinks that both menus have are in the same order. */
function sameOrder(a: Menu, b: Menu): boolean {
  const shared = (menu: Menu, other: Menu): string[] =>
    idsOf(menu).filter((id) => find(other, id) !== undefined);
  return same(shared(a, b), shared(b, a));
}

/** Ids of these menus' drinks, each once, in the order they are met. */
function idsOf(...menus: readonly Menu[]): string[] {
  return [...new Set(menus.flatMap(({ drinks }) => drinks.map(({ id }) => id)))];
}

function find(menu: Menu, id: string): Drink | undefined {
  return menu.drinks.find((drink) => drink.id === id);
}

/** Whether two values say the same, in whatever order their fields were written. */
function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, sortedFields) === JSON.stringify(b, sortedFields);
}

function sortedFields(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isUnsaid(each))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** No translations at all are the same as none said. */
function isUnsaid(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value === undefined;
  return Object.keys(value).length === 0;
}
