/** What a card says beside its number: marks, the drink with its milk, extras, the name. */

import type { OrderView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { menu } from "../../staff/live/live-model";
import { drinkWords } from "../../staff/words/drink-words";
import { goneWords } from "../stock/selling-out";
import { clockFigure } from "./ages";
import { isLongMilk, lineWidth, longestPiece } from "./word-width";

interface CardWordsProps {
  order: OrderView;
  /** How long until it is given up, ms, where that is to be said. */
  givesUpInMs?: number | undefined;
  /** Whether a long milk has a line of its own, which is `LongMilk`. */
  longMilkApart?: boolean;
}

/** Drink, milk, extras and name; the sheet shows the same. */
export function CardWords({ order, givesUpInMs, longMilkApart = false }: CardWordsProps) {
  const words = order.drink === null ? undefined : drinkWords(order.drink, menu.value, language.value);
  const gone = goneWords(order, menu.value, language.value);
  const look = (word: string, plain: string): string => (gone.includes(word) ? `${plain} gone` : plain);
  const { cancelling } = order;
  return (
    <span class="card-words">
      {cancelling !== undefined && (
        <span class="mark">{t("card.cancelling", { name: cancelling.by.name ?? t("card.someone") })}</span>
      )}
      {givesUpInMs !== undefined && (
        <span class="mark late">{t("card.givesUp", { time: clockFigure(givesUpInMs) })}</span>
      )}
      <Marks order={order} />
      <Previous order={order} />
      {words !== undefined && (
        <span class={look(words.drink, "drink")} style={`--ems: ${longestPiece(words.drink, false)}`}>
          {words.drink}
        </span>
      )}
      {words?.milk !== undefined && !(longMilkApart && isLongMilk(words.milk)) && (
        <span class={look(words.milk, "milk")} style={`--ems: ${longestPiece(words.milk, true)}`}>
          {words.milk}
        </span>
      )}
      {words !== undefined && words.extras.length > 0 && (
        <span class="extras">
          {words.extras.map((extra) => (
            <span class={look(extra, "extra")}>{extra}</span>
          ))}
        </span>
      )}
      <Name order={order} />
    </span>
  );
}

/**
 * A milk too long for a place beside the number, over the card's whole width: it is often said for an
 * allergy, and must be readable at arm's length.
 */
export function LongMilk({ order }: { order: OrderView }) {
  const milk = order.drink === null ? undefined : drinkWords(order.drink, menu.value, language.value).milk;
  if (milk === undefined || !isLongMilk(milk)) return null;
  const gone = goneWords(order, menu.value, language.value).includes(milk);
  return (
    <span class="long-milk">
      <span class={gone ? "milk gone" : "milk"} style={`--ems: ${lineWidth(milk, true)}`}>
        {milk}
      </span>
    </span>
  );
}

/** Marks of an unusual order. */
function Marks({ order }: { order: OrderView }) {
  const marks = [];
  if (order.remake && order.state !== "collected") marks.push(t("card.again"));
  if (order.requeued && order.state === "queued") marks.push(t("card.requeued"));
  if (order.calls > 0 && order.state === "ready") marks.push(t("card.calls", { n: order.calls }));
  return marks.length === 0 ? null : (
    <span class="extras">
      {marks.map((mark) => (
        <span class="mark">{mark}</span>
      ))}
    </span>
  );
}

/** The drink before the change, while it could still be made by mistake. */
function Previous({ order }: { order: OrderView }) {
  if (order.previousDrink === undefined || !["queued", "making"].includes(order.state)) return null;
  return (
    <span class="previous">
      <s>{drinkLineOf(order.previousDrink)}</s>
    </span>
  );
}

/** The name; a guest at the counter has the number for one, and perhaps a name beside it. */
function Name({ order }: { order: OrderView }) {
  const { label } = order;
  if (order.counter) {
    const nameless = label === null ? t("card.counterWord") : t("card.counter", { label });
    return (
      <span class="name">
        {order.name === null ? nameless : <bdi>{order.name}</bdi>}
        {order.name !== null && `, ${t("card.counterWord")}`}
      </span>
    );
  }
  return (
    <span class="name" dir="auto">
      {order.name ?? t("card.noName")}
    </span>
  );
}
