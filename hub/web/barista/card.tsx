/** An order's card: number and age, drink with its milk, name, and one button. */

import { useRef } from "preact/hooks";
import type { OrderView, SessionView } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkWords } from "../staff/drink-words";
import { boothNow, menu, store } from "../staff/live";
import { act, dismissRefusal, refusals, sending } from "./actions";
import { ageLevel, ageMs, clockFigure } from "./ages";
import { shownOnce } from "./arrivals";
import { isOwn } from "./columns";
import { type Move, mainMove } from "./moves";
import { panel, toggle } from "./panel";

interface CardProps {
  order: OrderView;
  me: SessionView;
}

export function Card({ order, me }: CardProps) {
  const own = isOwn(order, me.sessionId);
  const another = order.state === "making" && !own;
  const level = ageLevel(order, boothNow.value, store.value?.expectedWaitMin ?? 0);
  const open = panel.value?.kind === "order" && panel.value.id === order.id;
  const classes = ["card", `age-${level}`, order.state];
  if (order.state === "making") classes.push(own ? "own" : "quiet");
  if (open) classes.push("open");
  const arriving = useRef(shownOnce.peek());
  if (arriving.current) classes.push("arriving");
  const look = (): void => {
    dismissRefusal(order.id);
    toggle({ kind: "order", id: order.id });
  };
  return (
    <article class={classes.join(" ")} data-order={order.id} data-number={order.number}>
      <button type="button" class="card-body" data-press aria-expanded={open} onClick={look}>
        <span class="card-number">
          <b>{order.number}</b>
          <small class="age">{clockFigure(ageMs(order, boothNow.value))}</small>
        </span>
        <CardWords order={order} />
      </button>
      {another ? <Maker order={order} /> : <CardButton order={order} own={own} />}
      <Refusal order={order} />
    </article>
  );
}

/** Drink, milk, extras and name; the sheet shows the same. */
export function CardWords({ order }: { order: OrderView }) {
  const words = order.drink === null ? undefined : drinkWords(order.drink, menu.value, language.value);
  return (
    <span class="card-words">
      {words !== undefined && <span class="drink">{words.drink}</span>}
      {words?.milk !== undefined && <span class="milk">{words.milk}</span>}
      {words !== undefined && words.extras.length > 0 && (
        <span class="extras">
          {words.extras.map((extra) => (
            <span class="extra">{extra}</span>
          ))}
        </span>
      )}
      <span class="name" dir="auto">
        {order.name ?? t("card.noName")}
      </span>
    </span>
  );
}

function Maker({ order }: { order: OrderView }) {
  return <p class="maker">{t("card.makes", { name: order.barista?.name ?? t("card.someone") })}</p>;
}

/** The one button; while its press is on the way it says so and takes no other. */
export function CardButton({ order, own }: { order: OrderView; own: boolean }) {
  const move = mainMove(order, own);
  if (move === undefined) return null;
  const onTheWay = sending.value.has(order.id);
  return (
    <button
      type="button"
      class={`card-button ${look(move)}`}
      data-press
      disabled={onTheWay}
      onClick={() => void act(order, move)}
    >
      {onTheWay ? t("app.sending") : t(`card.${word(move)}`)}
    </button>
  );
}

function Refusal({ order }: { order: OrderView }) {
  const refusal = refusals.value.get(order.id);
  return refusal === undefined ? null : (
    <p class="refusal" role="alert">
      {refusal}
    </p>
  );
}

function word(move: Move): "claim" | "complete" | "collect" {
  return move.kind === "complete" || move.kind === "collect" ? move.kind : "claim";
}

function look(move: Move): string {
  if (move.kind === "complete") return "filled ready";
  return move.kind === "claim" ? "filled" : "outlined";
}
