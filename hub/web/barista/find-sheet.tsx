/** Finding an order by number or name; with nothing typed, the ones that left last. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { OrderView } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkLine, drinkWords } from "../staff/drink-words";
import { recent } from "../staff/fold";
import { menu, orders } from "../staff/live";
import { act, refusals, sending } from "./actions";
import { find } from "./finding";
import { panel } from "./panel";
import { Sheet } from "./sheets";

export function FindSheet() {
  const typed = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = find(orders.value.values(), typed.value);
  const nothingTyped = typed.value.trim() === "";
  return (
    <Sheet title={t("find.title")}>
      <label class="field">
        <span>{t("find.field")}</span>
        <input
          ref={field}
          type="search"
          value={typed.value}
          autoComplete="off"
          onInput={(event) => (typed.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && found[0] !== undefined) open(found[0]);
          }}
        />
      </label>
      {!nothingTyped && found.length === 0 && <p class="second">{t("find.none", { typed: typed.value })}</p>}
      {nothingTyped ? <Recent /> : <Rows orders={found} />}
    </Sheet>
  );
}

function Recent() {
  const left = recent(orders.value);
  return (
    <>
      <h3>{t("recent.title")}</h3>
      <p class="second">{left.length === 0 ? t("recent.none") : t("recent.intro")}</p>
      <Rows orders={left} />
    </>
  );
}

function Rows({ orders: shown }: { orders: readonly OrderView[] }) {
  return (
    <ul class="rows">
      {shown.map((order) => (
        <li key={order.id} class="row">
          <button type="button" class="row-open" onClick={() => open(order)}>
            <RowWords order={order} />
          </button>
          {order.state === "collected" && (
            <button
              type="button"
              class="outlined"
              data-press
              disabled={sending.value.has(order.id)}
              onClick={() => void act(order, { kind: "put-back" })}
            >
              {sending.value.has(order.id) ? t("app.sending") : t("recent.takeBack")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function open(order: OrderView): void {
  panel.value = { kind: "order", id: order.id };
}

function RowWords({ order }: { order: OrderView }) {
  const drink = order.drink && drinkLine(drinkWords(order.drink, menu.value, language.value), language.value);
  const refusal = refusals.value.get(order.id);
  return (
    <span class="row-words">
      <b>{order.label}</b>
      <span>
        {drink}
        <small>
          {order.name !== null && (
            <>
              <bdi>{order.name}</bdi>,{" "}
            </>
          )}
          {t(`order.${order.state}`)}
        </small>
        {refusal !== undefined && <small class="mistake">{refusal}</small>}
      </span>
    </span>
  );
}
