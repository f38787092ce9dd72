/** The trouble at the booth now, for *Today*. Pure. */

import type { CardView, OrderView, SessionView, StoreView } from "../../api/types";
import { type Device, troubled } from "../../staff/live/devices";
import { notices } from "../../staff/live/given-up";

export interface Trouble {
  /** The card, unless it is well. */
  card: CardView | null;
  deadLetters: number;
  givenUp: OrderView[];
  devices: Device[];
  /** Damaged events in the log. */
  unreadable: number;
  /** Orders that the hub cannot read. */
  hiddenOrders: number;
  /** Baristas whose tablet is away. */
  gone: SessionView[];
  uncollected: OrderView[];
  /** Whether all is well. */
  none: boolean;
}

interface Known {
  orders: Iterable<OrderView>;
  roster: readonly SessionView[];
  /** Sessions without a sign of life. */
  away: ReadonlySet<string>;
  hiddenOrders?: number;
}

export function troubleOf(view: StoreView, { orders, roster, away, hiddenOrders = 0 }: Known): Trouble {
  const all = [...orders];
  const { deadLetters, unreadable = 0 } = view;
  const card = !view.card || view.card.state === "well" ? null : view.card;
  const givenUp = notices(all);
  const devices = troubled(view);
  const gone = roster.filter((each) => each.role === "barista" && away.has(each.sessionId));
  const uncollected = all.filter((order) => order.state === "uncollected");
  const lists = [givenUp, devices, gone, uncollected];
  const counts = deadLetters + unreadable + hiddenOrders;
  const none = card === null && counts === 0 && lists.every((list) => list.length === 0);
  return { card, deadLetters, givenUp, devices, unreadable, hiddenOrders, gone, uncollected, none };
}
