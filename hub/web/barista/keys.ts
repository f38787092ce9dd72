/** The tablet by keyboard or USB number pad: digits and Enter select a card, Escape closes. */

import { signal } from "@preact/signals";
import { orders } from "../staff/live";
import { byNumber } from "./finding";
import { keyed } from "./keypad";
import { close, panel } from "./panel";

/** What was typed so far. */
export const typedDigits = signal("");

/** Listens until the function it gives is called. */
export function listenToKeys(): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    const { typed, chosen, taken } = keyed(typedDigits.value, event.key);
    typedDigits.value = typed;
    if (taken) event.preventDefault();
    else if (event.key === "Escape") close();
    if (chosen !== undefined) select(chosen);
  };
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}

/** Brings the card into view with its button in focus, so that a second Enter presses it. */
function select(number: number): void {
  const order = byNumber(orders.value.values(), number);
  if (order === undefined) return;
  const card = document.querySelector(`.column [data-order="${order.id}"]`);
  const button =
    card?.querySelector<HTMLElement>(".card-button") ?? card?.querySelector<HTMLElement>(".card-body");
  if (button) {
    button.scrollIntoView({ block: "nearest" });
    button.focus();
  } else {
    panel.value = { kind: "order", id: order.id };
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
