/**
 * Listens to the keyboard or USB number pad and does what it asks for. The keys are in `keypad.ts`.
 * With a sheet open, a number means the sheet's button that bears it: the style sheet numbers them,
 * in the order of the page, once a key was pressed.
 */

import { signal } from "@preact/signals";
import type { OrderView, SessionView } from "../api/types";
import { orders } from "../staff/live";
import { act, takeBack } from "./actions";
import { isOwn } from "./columns";
import { byNumber } from "./finding";
import { type KeyAction, isSecondPress, keyed } from "./keypad";
import { backMove, mainMove } from "./moves";
import { close, panel, toggle } from "./panel";

/** What was typed so far. */
export const typedDigits = signal("");
/** A number that no order on this tablet has. */
export const unknownNumber = signal<number | undefined>(undefined);

/** How long it is said, ms. */
const UNKNOWN_MS = 4_000;

let selected: string | undefined;
let forgetting: ReturnType<typeof setTimeout> | undefined;
let lastAction: { key: string; atMs: number } | undefined;

/** Listens for this member of staff until the function it gives is called. */
export function listenToKeys(me: SessionView): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    document.body.classList.add("keyed");
    const { typed, chosen, action, taken } = keyed(typedDigits.value, event.key);
    if (taken) event.preventDefault();
    else if (event.key === "Escape") close();
    if (action !== undefined && isBounce(event)) return;
    typedDigits.value = typed;
    if (taken) unknownNumber.value = undefined;
    else if (event.key === "Enter" && document.activeElement === document.body) pressInSheet();
    if (chosen !== undefined) {
      if (action === undefined && panel.value !== undefined) {
        pressInSheet(chosen);
        return;
      }
      if (!select(chosen)) return;
    }
    if (action !== undefined) perform(action, me);
  };
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}

function isBounce(event: KeyboardEvent): boolean {
  const before = lastAction?.key === event.key ? lastAction.atMs : undefined;
  lastAction = { key: event.key, atMs: event.timeStamp };
  return isSecondPress(before, event.timeStamp, event.repeat);
}

/** Presses the open sheet's button with this number; without one its filled button, if it has one. */
function pressInSheet(number?: number): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(".sheet-body button:not([disabled])")];
  const wanted =
    number === undefined ? buttons.find((each) => each.classList.contains("filled")) : buttons[number - 1];
  if (wanted === undefined) sayUnknown(number);
  else wanted.click();
}

/** Selects the order with this number; gives whether there is one. */
function select(number: number): boolean {
  const order = byNumber(orders.value.values(), number);
  selected = order?.id;
  if (order === undefined) sayUnknown(number);
  else show(order);
  return order !== undefined;
}

function sayUnknown(number: number | undefined): void {
  unknownNumber.value = number;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (unknownNumber.value = undefined), UNKNOWN_MS);
}

/** Brings the card into view with its button in focus, so that a second Enter presses it. */
function show(order: OrderView): void {
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

function perform(action: KeyAction, me: SessionView): void {
  const order = selected === undefined ? undefined : orders.value.get(selected);
  switch (action) {
    case "step":
    case "back": {
      if (order === undefined) return;
      const own = isOwn(order, me.sessionId);
      const move = action === "step" ? mainMove(order, own) : backMove(order, own);
      if (move === undefined) panel.value = { kind: "order", id: order.id };
      else void act(order, move);
      return;
    }
    case "sheet":
      if (order !== undefined) toggle({ kind: "order", id: order.id });
      return;
    case "undo":
      takeBack();
      return;
    case "counter":
    case "find":
      toggle({ kind: action });
      return;
    case "legend":
      toggle({ kind: "keys" });
  }
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
