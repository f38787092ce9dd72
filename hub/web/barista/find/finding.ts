/** Finding an order by what people say: its number, its label, or the name on the cup. Pure. */

import type { OrderView } from "../../api/types";

/** Matches shown at most: a longer list is not read at a counter. */
export const FOUND_MAX = 12;

/** Orders that fit the typed words: exact numbers first, then the newest. */
export function find(orders: Iterable<OrderView>, typed: string): OrderView[] {
  const wanted = plain(typed);
  if (wanted === "") return [];
  const fits = [...orders].filter((order) => rank(order, wanted) > 0);
  fits.sort((a, b) => rank(b, wanted) - rank(a, wanted) || (b.number ?? 0) - (a.number ?? 0));
  return fits.slice(0, FOUND_MAX);
}

/** The order on the tablet with this number, for a number pad. */
export function byNumber(orders: Iterable<OrderView>, number: number): OrderView | undefined {
  for (const order of orders) if (order.number === number) return order;
  return undefined;
}

function rank(order: OrderView, wanted: string): number {
  const number = String(order.number ?? "");
  if (number === "") return 0;
  if (wanted === number || wanted === plain(order.label ?? "")) return 3;
  if (order.name !== null && plain(order.name).includes(wanted)) return 2;
  return number.startsWith(wanted) ? 1 : 0;
}

/** Without case, accents and width: typing at a counter is never exact. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .trim()
    .toLowerCase();
}
