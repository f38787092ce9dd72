/** An order's card: number and age, drink with its milk, name, and one button. */

import { useRef } from "preact/hooks";
import type { OrderView, SessionView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { boothNow, menu, store } from "../../staff/live/live-model";
import { away } from "../../staff/live/roster";
import { type Move, type PlainKind, mainMove } from "../actions/moves";
import { act, dismissRefusal, refusals, sending } from "../actions/order-actions";
import { panel, toggle } from "../panel/panel";
import { goneWords } from "../stock/selling-out";
import { type AgeLevel, ageLevel, ageMs, clockFigure, givesUpInMs } from "./ages";
import { shownOnce } from "./arrivals";
import { CardWords, LongMilk } from "./card-words";
import { atStation, isOwn } from "./columns";

interface CardProps {
  order: OrderView;
  me: SessionView;
}

export function Card({ order, me }: CardProps) {
  const own = isOwn(order, me.sessionId);
  const leaving = order.cancelling !== undefined;
  const another = order.state === "making" && !own && !leaving;
  const elsewhere = order.state === "queued" && !atStation(order, me.station ?? []);
  const left = givesUpIn(order, leaving);
  const level = left === undefined ? levelOf(order) : "late";
  const open = panel.value?.kind === "order" && panel.value.id === order.id;
  const classes = ["card", `age-${level}`, order.state];
  if (order.state === "making" && own) classes.push("own");
  if (another || elsewhere || leaving) classes.push("quiet");
  if (leaving) classes.push("leaving");
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
        <CardWords order={order} givesUpInMs={left} longMilkApart />
        <LongMilk order={order} />
      </button>
      {another ? (
        <Maker order={order} />
      ) : order.state === "uncollected" && !leaving ? (
        <span class="card-buttons">
          <CardButton order={order} move={{ kind: "collect" }} />
          <CardButton order={order} move={{ kind: "remake" }} />
        </span>
      ) : (
        <CardButton order={order} move={mainMove(order, own)} quiet={elsewhere} />
      )}
      <Refusal order={order} />
    </article>
  );
}

/** How old it is; while nothing is known of the booth, so is its age. */
function levelOf(order: OrderView): AgeLevel {
  const limits = store.value?.settings;
  return limits === undefined ? "calm" : ageLevel(order, boothNow.value, limits);
}

/** How long until it is given up, ms, once that is soon; a cancelled one shows that instead. */
function givesUpIn(order: OrderView, leaving: boolean): number | undefined {
  const state = store.value?.store.state;
  return leaving || state === undefined ? undefined : givesUpInMs(order, boothNow.value, state);
}

/** Who makes it; while their tablet is away, the way to go on with it. */
function Maker({ order }: { order: OrderView }) {
  const name = order.barista?.name ?? t("card.someone");
  if (order.barista === null || !away.value.has(order.barista.sessionId)) {
    return <p class="maker">{t("card.makes", { name })}</p>;
  }
  return (
    <span class="maker away">
      <span>{t("card.away", { name })}</span>
      <CardButton order={order} move={{ kind: "take-over" }} />
    </span>
  );
}

interface CardButtonProps {
  order: OrderView;
  move: { kind: PlainKind } | undefined;
  /** Whether it is another's to press: outlined then, as is one for a drink that cannot be made. */
  quiet?: boolean;
  /** What follows once the move was made. */
  done?: () => void;
}

/**
 * The one button; while its press is on the way it says so and takes no other. Across it is what has
 * sold out. It can be pressed all the same: a barista may know of a last carton.
 */
export function CardButton({ order, move, quiet = false, done }: CardButtonProps) {
  if (move === undefined) return null;
  const onTheWay = sending.value.get(order.id);
  const gone = move.kind === "claim" ? goneWords(order, menu.value, language.value) : [];
  return (
    <button
      type="button"
      class={`card-button ${quiet || gone.length > 0 ? "outlined" : look(move)}`}
      data-press
      disabled={onTheWay !== undefined}
      onClick={() => void act(order, move).then((made) => made && done?.())}
    >
      {gone.length > 0 && <span class="sold-out">{t("card.soldOut", { what: gone.join(", ") })}</span>}
      <span>{onTheWay?.kind === move.kind ? t("app.sending") : t(`card.${word(move)}`)}</span>
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

type CardWord = "claim" | "complete" | "collect" | "remake" | "requeue" | "take-over" | "undo";
const WORDS: readonly string[] = ["complete", "collect", "remake", "requeue", "take-over", "undo"];

function word({ kind }: Move): CardWord {
  return WORDS.includes(kind) ? (kind as CardWord) : "claim";
}

function look({ kind }: Move): string {
  if (kind === "complete") return "filled ready";
  return kind === "claim" ? "filled" : "outlined";
}
