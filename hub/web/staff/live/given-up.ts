/** The orders whose notice is shown: given up today, and neither taken back nor dismissed. Pure. */

import type { OrderView, StreamMessage } from "../../api/types";
import { isNotice } from "./fold";

/** They, by number. */
export function notices(orders: Iterable<OrderView>): OrderView[] {
  return [...orders].filter(isNotice).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

/** Whether a message says that a placed order was given up because it was not made in time. */
export function tellsOfGivenUp({ type, detail, order }: StreamMessage): boolean {
  if (order === undefined || !isNotice(order)) return false;
  if (type === "OrderProcessor.OrderTimeOut") return true;
  return type === "OrderManager.OrderGivenUp" && detail?.actionUserId === undefined;
}

/** How long it had waited since it was placed, whole minutes. */
export function minutesWaited({ givenUp, queuedBoothMs, startedBoothMs }: OrderView): number {
  const ms = (givenUp?.atBoothMs ?? 0) - (queuedBoothMs ?? startedBoothMs);
  return Math.max(1, Math.floor(ms / 60_000));
}
