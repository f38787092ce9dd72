/**
 * The order that is taken at the counter, from its drink to its number. It outlives its sheet: one
 * that is on its way stays so when the sheet is closed and opened again, so that one press is one
 * order.
 */

import { signal } from "@preact/signals";
import { request } from "../../api/client";
import type { Drink, OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyOrder, menu } from "../../staff/live/live-model";
import { press } from "../../staff/press/press";
import { forgetSession, isSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";
import { undoing } from "../actions/order-actions";
import { reportFailure } from "../actions/press-notices";
import { propose } from "../actions/undo-offer";
import { close, panel } from "../panel/panel";
import { type Chosen, bodyOf } from "./choices";

export type Step =
  | { at: "drink" }
  | {
      at: "extras";
      drink: Drink;
      chosen: Chosen;
      /** The booth is full: the next press takes one more all the same. */
      full?: boolean;
      mistake?: string;
    }
  | { at: "said"; order: OrderView };

export const step = signal<Step>({ at: "drink" });
/** The name for the cup, as it is typed. */
export const cupName = signal("");
/** Whether the order is on its way: nothing of it can be changed then. */
export const busy = signal(false);

/** The sheet was opened: another order, unless one is still on its way. */
export function startOrder(): void {
  if (busy.value) return;
  step.value = { at: "drink" };
  cupName.value = "";
}

/** Back to the drinks, before it was sent or for the next one. */
export function backToDrinks(): void {
  if (!busy.value) step.value = { at: "drink" };
}

/** The drink as the menu has it now: an option may sell out while the sheet is open. */
export function drinkOnMenu(drink: Drink): Drink {
  return menu.value.drinks.find(({ id }) => id === drink.id) ?? drink;
}

export function chooseDrink(drink: Drink, chosen: Chosen): void {
  if (!busy.value) step.value = { at: "extras", drink, chosen };
}

/** Sends it, once, when nothing is left to choose. */
export async function placeOrder(): Promise<void> {
  const asked = step.value;
  if (asked.at !== "extras" || busy.value) return;
  const { drink, chosen, full } = asked;
  const to = bodyOf(drinkOnMenu(drink), chosen);
  if (to === undefined) return;
  const cup = cupName.value.trim();
  const body = { ...to, ...(cup !== "" && { name: cup }), ...(full && { overCapacity: true }) };
  busy.value = true;
  const ended = await press((key, halt) =>
    request<OrderView>("POST", "counter-orders", { body, key, signal: halt }),
  );
  busy.value = false;
  if (ended.how === "done") return showPlaced(ended.answer);
  step.value = { at: "extras", drink, chosen };
  if (panel.value?.kind !== "counter") {
    // The sheet that would show it is closed.
    reportFailure(ended);
  } else if (ended.how === "given-back") {
    step.value = { at: "extras", drink, chosen, mistake: t("press.givenBackStore") };
  } else if (ended.refused.word === "booth-full") {
    step.value = { at: "extras", drink, chosen, full: true };
  } else if (isSignedOut(ended.refused)) {
    forgetSession();
  } else {
    step.value = { at: "extras", drink, chosen, mistake: refusalWords(ended.refused) };
  }
}

function showPlaced(order: OrderView): void {
  applyOrder(order);
  cupName.value = "";
  step.value = { at: "said", order };
  const cancel = undoing(order, { kind: "cancel", reason: "other" });
  const { label } = order;
  propose(label === null ? t("done.counterNoNumber") : t("done.counter", { label }), () => {
    const begun = cancel();
    if (begun && panel.value?.kind === "counter") close();
    return begun;
  });
}
