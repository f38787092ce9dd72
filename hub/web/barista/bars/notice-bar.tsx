/**
 * The red bar over the strip: orders that were given up after waiting too long, each with *Take it
 * back*. The hub keeps the notices, so they are on every tablet and outlive a reload; taking an
 * order back or dismissing its notice does so for all.
 */

import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { minutesWaited, notices } from "../../staff/live/given-up";
import { orders } from "../../staff/live/live-model";
import { act, sending } from "../actions/order-actions";
import { OrderMistake } from "../actions/order-mistake";

export function NoticeBar() {
  const shown = notices(orders.value.values());
  const [first] = shown;
  if (first === undefined) return null;
  const single = shown.length === 1;
  const busy = shown.some((order) => sending.value.has(order.id));
  const words = { label: first.label ?? "", n: single ? minutesWaited(first) : shown.length };
  return (
    <section class="banner given-up" role="alert">
      <div>
        <p>{t(single ? "notice.givenUp" : "notice.several", words)}</p>
        {single && <OrderMistake order={first} />}
      </div>
      {single && <Undo order={first} />}
      <button type="button" class="outlined" data-press disabled={busy} onClick={dismissNotices}>
        {t(single ? "notice.dismiss" : "notice.dismissAll")}
      </button>
      {!single && <Several shown={shown} />}
    </section>
  );
}

/** Dismisses every notice that is shown; the orders are still found in *Find*. */
export function dismissNotices(): void {
  for (const order of notices(orders.value.values())) void act(order, { kind: "dismiss" });
}

function Several({ shown }: { shown: readonly OrderView[] }) {
  return (
    <ul>
      {shown.map((order) => (
        <li key={order.id}>
          <b>{order.label}</b>
          <span>{t("notice.minutes", { n: minutesWaited(order) })}</span>
          <Undo order={order} />
          <OrderMistake order={order} />
        </li>
      ))}
    </ul>
  );
}

function Undo({ order }: { order: OrderView }) {
  const onTheWay = sending.value.get(order.id);
  return (
    <button
      type="button"
      class="filled late"
      data-press
      data-order={order.id}
      disabled={onTheWay !== undefined}
      onClick={() => void act(order, { kind: "requeue" })}
    >
      {t(onTheWay?.kind === "requeue" ? "app.sending" : "notice.requeue")}
    </button>
  );
}
