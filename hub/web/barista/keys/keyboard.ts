/**
 * Listens to the keyboard or USB number pad and acts on it. The keys are in `keypad.ts`, their
 * presses in a sheet in `sheet-keys.ts`. With a sheet open, digits and Enter are the sheet's: the
 * card behind it receives none.
 */

import { signal } from "@preact/signals";
import type { OrderView, SessionView } from "../../api/types";
import { orders } from "../../staff/live/live-model";
import { backMove, mainMove } from "../actions/moves";
import { act } from "../actions/order-actions";
import { dismissPressNotices, pressNotices } from "../actions/press-notices";
import { undoLast } from "../actions/undo-offer";
import { dismissNotices } from "../bars/notice-bar";
import { byNumber } from "../find/finding";
import { close, panel, toggle } from "../panel/panel";
import { isOwn } from "../queue/columns";
import { type KeyAction, isSecondPress, keyed, meant } from "./keypad";
import { hasFocus, pressFilled, pressNumbered, scrollSheet } from "./sheet-keys";

/** The digits that were typed so far. */
export const typedDigits = signal("");
/** A number that no order on this tablet and nothing in the sheet has. */
export const unknownNumber = signal<number | undefined>(undefined);

/** How long it is shown, ms. */
const UNKNOWN_MS = 4_000;
/** Keys of a pad that are never part of a name or a number, so that fields leave them to the page. */
const PAD_ACTIONS = ["NumpadDivide", "NumpadMultiply", "NumpadAdd", "NumpadSubtract"];

let selected: string | undefined;
let forgetting: ReturnType<typeof setTimeout> | undefined;
let lastKey: { key: string; atMs: number } | undefined;

/** Listens for this member of staff. Returns the function that ends it. */
export function listenToKeys(me: SessionView): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isField(event.target) && handleInField(event, event.target)) return;
    document.body.classList.add("keyed");
    const again = recordKey(event);
    const { typed, chosen, action, taken } = keyed(typedDigits.value, meant(event));
    if (taken) event.preventDefault();
    else handleUntaken(event, again);
    if (action !== undefined && again) return;
    typedDigits.value = typed;
    if (taken) unknownNumber.value = undefined;
    if (action === undefined) {
      if (chosen !== undefined) enter(chosen);
      return;
    }
    if (chosen === undefined || select(chosen)) perform(action, me, chosen !== undefined);
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

/** Remembers this key. Returns whether it is the bounce of the same one just before it. */
function recordKey(event: KeyboardEvent): boolean {
  const before = lastKey?.key === event.key ? lastKey.atMs : undefined;
  lastKey = { key: event.key, atMs: event.timeStamp };
  return isSecondPress(before, event.timeStamp, event.repeat);
}

/** Keys that nothing was typed for: Escape closes, and Enter must not press what a sheet hides. */
function handleUntaken(event: KeyboardEvent, again: boolean): void {
  if (event.key === "Escape") close();
  if (event.key !== "Enter" && event.key !== " ") return;
  // The Enter that ended a number put the focus on the card's button: its bounce must not press it.
  if (again) event.preventDefault();
  if (panel.value === undefined) return;
  // A button that one went to by Tab is pressed by the browser; a pad has no Tab.
  if (hasFocus() && event.code !== "NumpadEnter") return;
  event.preventDefault();
  if (event.key === "Enter" && !again) pressFilled();
}

/** A number and Enter: 0 puts away, with a sheet open it is the sheet's, else it selects an order. */
function enter(number: number): void {
  if (panel.value === undefined) {
    if (number === 0) dismissWords();
    else if (select(number)) focusSelected();
  } else if (number === 0) close();
  else if (!pressNumbered(number)) sayUnknown(number);
}

/** Dismisses the words over the strip: presses that came to nothing, else the notices. */
function dismissWords(): void {
  if (pressNotices.value.length > 0) dismissPressNotices();
  else dismissNotices();
}

/** Selects the order with this number. Returns whether there is one. */
function select(number: number): boolean {
  const order = byNumber(orders.value.values(), number);
  selected = order?.id;
  if (order === undefined) sayUnknown(number);
  return order !== undefined;
}

function sayUnknown(number: number): void {
  unknownNumber.value = number;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (unknownNumber.value = undefined), UNKNOWN_MS);
}

/** Brings the selected card into view with its button in focus, so that a second Enter presses it. */
function focusSelected(): void {
  if (selected === undefined) return;
  const card = document.querySelector(`.column [data-order="${selected}"]`);
  const button =
    card?.querySelector<HTMLElement>(".card-button") ?? card?.querySelector<HTMLElement>(".card-body");
  if (button) {
    button.scrollIntoView({ block: "nearest" });
    button.focus();
  } else {
    panel.value = { kind: "order", id: selected };
  }
}

/** `named`: whether the order's number was typed with it. */
function perform(action: KeyAction, me: SessionView, named: boolean): void {
  const order = selected === undefined ? undefined : orders.value.get(selected);
  switch (action) {
    case "step":
    case "back":
      if (panel.value !== undefined && !named) scrollSheet(action === "step" ? 1 : -1);
      else if (order !== undefined) move(order, action, me);
      return;
    case "sheet":
      if (order !== undefined) toggle({ kind: "order", id: order.id });
      return;
    case "undo":
      undoLast();
      return;
    case "menu":
    case "find":
      toggle({ kind: action });
      return;
    case "legend":
      toggle({ kind: "keys" });
  }
}

function move(order: OrderView, action: "step" | "back", me: SessionView): void {
  const own = isOwn(order, me.sessionId);
  const next = action === "step" ? mainMove(order, own) : backMove(order, own);
  if (next === undefined) panel.value = { kind: "order", id: order.id };
  else void act(order, next);
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * Handles a key that was pressed in a field. Returns whether it is the field's: Enter and Escape
 * leave it, so that numbers are the sheet's again.
 */
function handleInField(event: KeyboardEvent, field: Field): boolean {
  if (event.isComposing) return true;
  if (PAD_ACTIONS.includes(event.code)) {
    field.blur();
    return false;
  }
  const digit = meant(event);
  if (digit !== event.key && /^[0-9]$/.test(digit) && field instanceof HTMLInputElement) {
    // NumLock is off: the browser would move the cursor.
    event.preventDefault();
    field.value += digit;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (event.key === "Escape" && field.value === "") close();
  else if (event.key === "Enter" || event.key === "Escape") field.blur();
  return true;
}
