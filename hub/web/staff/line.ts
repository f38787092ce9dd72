/**
 * The line of those who wait. Numbers say who came first, but for the few that were put to the top
 * (moved there, or made again). Those are remembered here, topmost first. Pure.
 */

import type { OrderView } from "../api/types";

/** Events that put an order to the top of the line. */
export const TO_TOP: readonly string[] = ["OrderManager.OrderMovedToTop", "OrderManager.OrderRemade"];

/** Which orders stand above their number in a line as the hub gave it, topmost first. */
export function topsOf(inLine: readonly OrderView[]): string[] {
  const tops: string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const order of [...inLine].reverse()) {
    const number = order.number ?? 0;
    if (number > least) tops.unshift(order.id);
    least = Math.min(least, number);
  }
  return tops;
}

/** The tops after this order was put above them all. */
export function toTop(tops: readonly string[], id: string): string[] {
  return [id, ...tops.filter((each) => each !== id)];
}

/** Compares two orders of the line: those put to the top, then by number. */
export function byLine(tops: readonly string[]): (a: OrderView, b: OrderView) => number {
  const rank = new Map(tops.map((id, index) => [id, index]));
  const of = (order: OrderView): number => rank.get(order.id) ?? Number.MAX_SAFE_INTEGER;
  return (a, b) => of(a) - of(b) || (a.number ?? 0) - (b.number ?? 0);
}
