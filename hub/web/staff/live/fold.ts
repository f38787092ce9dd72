/**
 * The tablet's orders, folded from answers and stream messages. Pure: the newest word about an
 * order wins, whichever way it came, so an answer and its event may arrive in any order.
 */

import type { OrderState, OrderView } from "../../api/types";

export type OrderTable = ReadonlyMap<string, OrderView>;

/** Orders handed over or ended that are kept for *Recent*: those a barista may want to take back. */
export const ENDED_KEPT_MAX = 30;

/** Whether it was given up and its notice not dismissed yet: so long it stays in the table. */
export function isNotice(order: OrderView): boolean {
  return order.givenUp?.dismissed === false;
}

const OPEN: readonly OrderState[] = ["started", "queued", "making", "ready", "uncollected"];

/** Whether it is over as far as the tablet's columns go. */
export function ended(order: OrderView): boolean {
  return !OPEN.includes(order.state);
}

/** The booth time at which the order last moved, as far as is known, ms. */
export function lastMoved(order: OrderView): number {
  if (order.givenUp !== undefined) return order.givenUp.atBoothMs;
  return order.readyBoothMs ?? order.claimedBoothMs ?? order.queuedBoothMs ?? order.startedBoothMs;
}

/**
 * The table with these orders in it; older words about an order are dropped. `looked` is an order
 * that someone looks at: it stays, however long it is over.
 */
export function fold(table: OrderTable, orders: Iterable<OrderView>, pinned?: string): OrderTable {
  const next = new Map(table);
  for (const order of orders) {
    const known = next.get(order.id);
    if (known === undefined || order.seq >= known.seq) next.set(order.id, order);
  }
  return withoutOldest(next, pinned);
}

/**
 * Without the orders that are no longer taken back: the oldest that ended, and whatever ended
 * without a number.
 */
function withoutOldest(table: Map<string, OrderView>, pinned: string | undefined): OrderTable {
  const over: OrderView[] = [];
  for (const order of table.values()) {
    if (!ended(order) || isNotice(order) || order.id === pinned) continue;
    if (order.number === null) table.delete(order.id);
    else over.push(order);
  }
  if (over.length <= ENDED_KEPT_MAX) return table;
  over.sort((a, b) => a.seq - b.seq || lastMoved(a) - lastMoved(b));
  for (const order of over.slice(0, over.length - ENDED_KEPT_MAX)) table.delete(order.id);
  return table;
}

/** Orders that ended, latest first. */
export function recent(table: OrderTable): OrderView[] {
  return [...table.values()]
    .filter((order) => ended(order) && order.number !== null)
    .sort((a, b) => b.seq - a.seq || lastMoved(b) - lastMoved(a));
}
