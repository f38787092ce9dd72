/** Drinks and options that a new menu sells out or brings back. Pure. */

import type { Drink, Menu, ModifierOption } from "../../api/types";

type Named = Pick<Drink | ModifierOption, "name" | "names">;

export interface StockNews {
  soldOut: Named[];
  /** Those that had sold out and can be ordered again. */
  back: Named[];
}

/** Drinks and options whose availability another menu changes; new ones count as available before. */
export function stockNews(before: Menu, after: Menu): StockNews {
  const was = stockOf(before);
  const changed = [...stockOf(after)].filter(([key, { available }]) => {
    return available !== (was.get(key)?.available ?? true);
  });
  const named = (available: boolean): Named[] =>
    changed.filter(([, each]) => each.available === available).map(([, { thing }]) => thing);
  return { soldOut: named(false), back: named(true) };
}

/** Each drink, and each option once: it sells out of all drinks at once. */
function stockOf({ drinks }: Menu): Map<string, { thing: Named; available: boolean }> {
  const stock = new Map<string, { thing: Named; available: boolean }>();
  for (const drink of drinks) {
    stock.set(`drink\n${drink.id}`, { thing: drink, available: drink.available });
    for (const { name, options } of drink.modifiers) {
      for (const option of options) {
        const key = `option\n${name}\n${option.name}`;
        const available = option.available && (stock.get(key)?.available ?? true);
        stock.set(key, { thing: option, available });
      }
    }
  }
  return stock;
}
