/**
 * The choices for a drink on the tablet, for a change and at the counter. It keeps people's
 * answers, and only they change those; their meaning is worked out with each menu again. So an
 * option that sells out while the sheet is open leaves its row open, and nothing becomes another
 * option by itself. Mirrors `choice.rs` of the guests' pages. Pure.
 */

import type { Drink, Menu, Modifier, OrderView, PlaceBody } from "../../api/types";

export interface Chosen {
  /** The drink's id. */
  drink: string;
  /** The option that a person chose, by modifier; also of modifiers that this drink has not. */
  answered: Readonly<Record<string, string>>;
  /** The default that this drink's row showed as chosen, by modifier. */
  shown: Readonly<Record<string, string>>;
}

/** What holds for one modifier. */
export interface Pick {
  modifier: Modifier;
  /** The option that holds; left out, the row is open. */
  option?: string;
  /** The option that was chosen or shown there and has sold out, if that is why it is open. */
  gone?: string;
}

/** Another drink: answers stay, and its own defaults are shown. */
export function chosenFor(drink: Drink, answered: Chosen["answered"] = {}): Chosen {
  const defaults = drink.modifiers.map(({ name, options }) => [name, options[0]?.name ?? ""]);
  return { drink: drink.id, answered, shown: Object.fromEntries(defaults) };
}

/** The same in a change of this order, where it allows the defaults. */
export function changedTo(drink: Drink, chosen: Chosen, order: OrderView, menu: Menu): Chosen {
  const changed = chosenFor(drink, chosen.answered);
  return allowsDefaults(order, drink, menu) ? changed : { ...changed, shown: {} };
}

/**
 * Whether the order's change to `drink` may show a default in a row that it never answered: not
 * where that row may be the successor of one that it did. Mirrors `allows_default` of the API.
 */
function allowsDefaults({ drink: ordered }: OrderView, drink: Drink, menu: Menu): boolean {
  if (!ordered) return true;
  const asks = ({ modifiers }: Drink, name: string) => modifiers.some((each) => each.name === name);
  return (
    ordered.drinkId !== drink.id &&
    [...ordered.choices, ...(ordered.remembered ?? [])].every(
      (choice) =>
        asks(drink, choice.modifier) ||
        (choice.default && menu.drinks.some((any) => asks(any, choice.modifier))),
    )
  );
}

/** What an order has; all of it was read and placed by somebody. */
export function chosenOf({ drink }: OrderView): Chosen {
  const answered: Record<string, string> = {};
  const before = [...(drink?.remembered ?? [])].reverse();
  for (const { modifier, option } of [...before, ...(drink?.choices ?? [])]) {
    answered[modifier] = option;
  }
  return { drink: drink?.drinkId ?? "", answered, shown: {} };
}

/** A person chose this option. */
export function withAnswer(chosen: Chosen, modifier: string, option: string): Chosen {
  return { ...chosen, answered: { ...chosen.answered, [modifier]: option } };
}

/** What holds for each modifier of the drink as the menu has it now. */
export function picks(drink: Drink, chosen: Chosen): Pick[] {
  return drink.modifiers.map((modifier) => {
    const said = chosen.answered[modifier.name];
    const shown = chosen.shown[modifier.name];
    const fallback = modifier.options[0]?.name;
    // A row that was not shown yet, as one that the menu has only now, is open.
    const option = said ?? (shown === fallback ? fallback : undefined);
    const found = modifier.options.find(({ name }) => name === option);
    if (found?.available) return { modifier, option: found.name };
    const gone = option ?? shown;
    return gone === undefined ? { modifier } : { modifier, gone };
  });
}

/** The order, with every option named; nothing while a row is open. */
export function bodyOf(drink: Drink, chosen: Chosen): PlaceBody | undefined {
  const modifiers: Record<string, string> = {};
  for (const { modifier, option } of picks(drink, chosen)) {
    if (option === undefined) return undefined;
    modifiers[modifier.name] = option;
  }
  return { drink: drink.id, modifiers, complete: true };
}
