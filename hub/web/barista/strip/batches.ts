/** The strip above the columns: identical cups that wait, so that several are made in one go. Pure. */

import type { DrinkOrder, OrderView } from "../../api/types";

/** Maximum of cups made in one go: one pitcher of milk is enough for three. */
export const BATCH_MAX = 3;

export interface Batch {
  /** Equal for cups that are made alike. */
  key: string;
  drink: DrinkOrder;
  /** The orders, oldest first. */
  orders: OrderView[];
}

/** Groups the queued orders by the content of the cup: most cups first, then the longest waiting. */
export function batches(queued: readonly OrderView[]): Batch[] {
  const groups = new Map<string, Batch>();
  for (const order of queued) {
    if (order.drink === null || order.cancelling !== undefined) continue;
    const key = cupKey(order.drink);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, drink: order.drink, orders: [order] });
    else group.orders.push(order);
  }
  // The sort is stable, and `queued` comes oldest first.
  return [...groups.values()].sort((a, b) => b.orders.length - a.orders.length);
}

/** The orders that *Make n* of this batch claims; none when there is nothing to gain by it. */
export function nextOfBatch(batch: Batch): OrderView[] {
  return batch.orders.length < 2 ? [] : batch.orders.slice(0, BATCH_MAX);
}

/**
 * How many of the groups fit in the strip's line: as many as come first, since those are the largest.
 * All widths in px; `more` is that of the button which opens the list of the others.
 */
export function fitting(widths: readonly number[], room: number, gap: number, more: number): number {
  const upTo = (n: number): number => widths.slice(0, n).reduce((sum, width) => sum + width + gap, -gap);
  if (upTo(widths.length) <= room) return widths.length;
  let n = widths.length - 1;
  while (n > 0 && upTo(n) + gap + more > room) n -= 1;
  return n;
}

function cupKey(drink: DrinkOrder): string {
  const choices = drink.choices.map((choice) => [choice.modifier, choice.option]);
  choices.sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? ""));
  return JSON.stringify([drink.drinkId, choices]);
}
