/** Orders in short lines: number, drink and state. */

import type { ComponentChildren } from "preact";
import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { orders } from "../../staff/live/live-model";
import { isChoosing, lacksNumber } from "../../staff/live/placed";

interface OrderLinesProps {
  shown: readonly OrderView[];
  /** Lines below them. */
  children?: ComponentChildren;
}

export function OrderLines({ shown, children }: OrderLinesProps) {
  return (
    <ul class="lines">
      {shown.map((order) => (
        <li key={order.id}>
          <span>
            <b>{order.label ?? "–"}</b> {order.drink && drinkLineOf(order.drink)}
          </span>
          <State order={order} />
        </li>
      ))}
      {children}
    </ul>
  );
}

function State({ order }: { order: OrderView }) {
  if (lacksNumber(order)) return <span class="state bad">! {t("order.noNumber")}</span>;
  return <span class={order.state === "ready" ? "state well" : "state"}>{t(`order.${order.state}`)}</span>;
}

/** The orders that are placed and not handed over yet: those without a number first. */
export function openOrders(): OrderView[] {
  return ordersIn("started", "queued", "making", "ready").filter((order) => !isChoosing(order));
}

/** The orders in these states, by number. */
export function ordersIn(...states: OrderView["state"][]): OrderView[] {
  return [...orders.value.values()]
    .filter((order) => states.includes(order.state))
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}
