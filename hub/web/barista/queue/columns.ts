/** Sorts orders into columns, each with its own order. Pure. */

import type { OrderView } from "../../api/types";
import { lacksNumber } from "../../staff/live/placed";

export interface Columns {
  /** Placed, and without a number: no barista can take them yet. The oldest first. */
  numberless: OrderView[];
  /** Waiting for a barista, the next on top. */
  preview: OrderView[];
  /** Being made: one's own first, then the others', each oldest on top. */
  production: OrderView[];
  /** On the counter, longest on top. */
  pickup: OrderView[];
  /** Not collected; the latest first. */
  uncollected: OrderView[];
}

/** Sorts open orders into columns, for the barista with this session. */
export function columns(orders: Iterable<OrderView>, sessionId: string): Columns {
  const all = [...orders];
  const inState = (state: OrderView["state"]): OrderView[] => all.filter((order) => order.state === state);
  const making = inState("making").sort(byNumber);
  return {
    numberless: all.filter(lacksNumber).sort((a, b) => a.place - b.place),
    preview: inState("queued").sort((a, b) => a.place - b.place),
    production: [
      ...making.filter((order) => isOwn(order, sessionId)),
      ...making.filter((order) => !isOwn(order, sessionId)),
    ],
    pickup: inState("ready").sort((a, b) => (a.readyBoothMs ?? 0) - (b.readyBoothMs ?? 0) || byNumber(a, b)),
    uncollected: inState("uncollected").sort((a, b) => byNumber(b, a)),
  };
}

/** Whether this barista makes it. */
export function isOwn(order: OrderView, sessionId: string): boolean {
  return order.barista?.sessionId === sessionId;
}

/** Whether a tablet with this station makes it; an empty station makes everything. */
export function atStation(order: OrderView, station: readonly string[]): boolean {
  return station.length === 0 || (order.drink !== null && station.includes(order.drink.drinkId));
}

/** Numbers are drawn in the order of placing, so the smaller one is the older order. */
function byNumber(a: OrderView, b: OrderView): number {
  return (a.number ?? 0) - (b.number ?? 0);
}
