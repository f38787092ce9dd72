/** Orders that wait for what has sold out: each is changed with its guest, or cancelled for it. */

import { useSignal } from "@preact/signals";
import type { OrderView } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkLine, drinkWords } from "../staff/drink-words";
import { menu } from "../staff/live";
import { act, refusals, sending } from "./actions";
import { panel } from "./panel";

export function Stranded({ orders }: { orders: readonly OrderView[] }) {
  const asked = useSignal<string | undefined>(undefined);
  return (
    <section class="stranded">
      <h3>{t("soldOut.left", { n: orders.length })}</h3>
      <ul class="rows">
        {orders.map((order) => (
          <li key={order.id} class="row two-lines">
            <span class="row-words">
              <b>{order.label}</b>
              <span>
                {order.drink &&
                  drinkLine(drinkWords(order.drink, menu.value, language.value), language.value)}
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
            <span class="row-buttons">
              <button
                type="button"
                class="outlined"
                onClick={() => (panel.value = { kind: "order", id: order.id, page: "change" })}
              >
                {t("soldOut.change")}
              </button>
              <button
                type="button"
                class={asked.value === order.id ? "filled late" : "outlined late"}
                data-press
                disabled={sending.value.has(order.id)}
                onClick={() => {
                  if (asked.value === order.id) void act(order, { kind: "cancel", reason: "sold_out" });
                  else asked.value = order.id;
                }}
              >
                {asked.value === order.id
                  ? t("sheet.really", { label: order.label ?? "" })
                  : t("soldOut.cancel")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
