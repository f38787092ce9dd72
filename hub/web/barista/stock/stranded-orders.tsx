/**
 * Orders that wait for something that has sold out: each is changed with its guest, or cancelled
 * for it. The list stays in view at the sheet's foot, wherever the sheet is scrolled to, and
 * scrolls by itself.
 */

import { type Signal, useSignal } from "@preact/signals";
import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { act, refusals, sending } from "../actions/order-actions";
import { panel } from "../panel/panel";
import { CardButton } from "../queue/card";

export function Stranded({ orders }: { orders: readonly OrderView[] }) {
  const asked = useSignal<string | undefined>(undefined);
  const left = orders.filter((order) => order.cancelling === undefined).length;
  return (
    <section class={left === 0 ? "stranded settled" : "stranded"}>
      <div role="status">
        <h3>{left === 0 ? t("soldOut.settled") : t("soldOut.left", { n: left })}</h3>
      </div>
      <ul class="rows">
        {orders.map((order) => (
          <li key={order.id} class="row two-lines">
            <span class="row-words">
              <b>{order.label}</b>
              <span>
                {order.drink && drinkLineOf(order.drink)}
                {order.name !== null && (
                  <small>
                    <bdi>{order.name}</bdi>
                  </small>
                )}
                {refusals.value.has(order.id) && (
                  <small class="mistake">{refusals.value.get(order.id)}</small>
                )}
              </span>
            </span>
            <RowButtons order={order} asked={asked} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowButtonsProps {
  order: OrderView;
  /** Whose *Cancel* was pressed once. */
  asked: Signal<string | undefined>;
}

/** *Change* and *Cancel*; the press that cancels for sure is where *Change* was. */
function RowButtons({ order, asked }: RowButtonsProps) {
  const busy = sending.value.has(order.id);
  const change = (): void => {
    panel.value = { kind: "order", id: order.id, page: "change", from: "sold-out" };
  };
  const cancel = (): void => {
    asked.value = undefined;
    void act(order, { kind: "cancel", reason: "sold_out" });
  };
  if (order.cancelling !== undefined) {
    return (
      <span class="row-buttons">
        <CardButton order={order} move={{ kind: "undo" }} />
      </span>
    );
  }
  const sure = asked.value === order.id;
  return (
    <span class="row-buttons">
      <button
        type="button"
        key={sure ? "sure" : "change"}
        class={sure ? "filled late" : "outlined"}
        data-press
        disabled={busy}
        onClick={sure ? cancel : change}
      >
        {sure ? t("sheet.really", { label: order.label ?? "" }) : t("soldOut.change")}
      </button>
      <button
        type="button"
        key={sure ? "keep" : "cancel"}
        class={sure ? "outlined" : "outlined late"}
        data-press
        disabled={busy}
        onClick={() => (asked.value = sure ? undefined : order.id)}
      >
        {t(sure ? "sheet.keep" : "soldOut.cancel")}
      </button>
    </span>
  );
}
