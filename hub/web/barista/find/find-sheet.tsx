/**
 * Finding an order by number or name, also one that is over; with nothing typed, the ones that left
 * last.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { OrderView } from "../../api/types";
import { type MessageKey, t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { type OrderTable, recent } from "../../staff/live/fold";
import { orders, pinOrder, unpinOrder } from "../../staff/live/live-model";
import { backMove } from "../actions/moves";
import { act, refusals, sending } from "../actions/order-actions";
import { panel } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { stateWords } from "../queue/order-words";
import { type Asked, askForEnded, asked, endedOrders, forgetEnded } from "./ended-orders";
import { find } from "./finding";

export function FindSheet() {
  const typed = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    forgetEnded();
    unpinOrder();
    field.current?.focus();
  }, []);
  const found = find([...orders.value.values(), ...overElsewhere(orders.value)], typed.value);
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
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            if (typed.value.trim() !== "") void askForEnded();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && found[0] !== undefined) open(found[0]);
          }}
        />
      </label>
      {!nothingTyped && found.length === 0 && (
        <p class="second" role="status">
          {t(NOTHING[asked.value], { typed: typed.value })}
        </p>
      )}
      {nothingTyped ? <Recent /> : <Rows orders={found} />}
    </Sheet>
  );
}

/** The words while nothing fits, by how far the hub's answer is. */
const NOTHING: Record<Asked, MessageKey> = {
  "not-yet": "find.asking",
  asking: "find.asking",
  answered: "find.none",
  unreachable: "find.noneHere",
};

/** Orders that are over and not on the tablet; those on it are newer. */
function overElsewhere(here: OrderTable): OrderView[] {
  return endedOrders.value.filter((order) => !here.has(order.id));
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
        <li key={order.id} class="row found">
          <button type="button" class="row-open" onClick={() => open(order)}>
            <RowWords order={order} />
          </button>
          <Undo order={order} />
        </li>
      ))}
    </ul>
  );
}

/** An order that was handed over or given up goes back by one press. */
function Undo({ order }: { order: OrderView }) {
  const back = backMove(order, false);
  if (back === undefined || !["put-back", "requeue"].includes(back.kind)) return null;
  const busy = sending.value.has(order.id);
  return (
    <button type="button" class="outlined" data-press disabled={busy} onClick={() => void act(order, back)}>
      {busy ? t("app.sending") : t("recent.recall")}
    </button>
  );
}

function open(order: OrderView): void {
  pinOrder(order);
  panel.value = { kind: "order", id: order.id };
}

function RowWords({ order }: { order: OrderView }) {
  const drink = order.drink && drinkLineOf(order.drink);
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
          {stateWords(order)}
        </small>
        {refusal !== undefined && <small class="mistake">{refusal}</small>}
      </span>
    </span>
  );
}
