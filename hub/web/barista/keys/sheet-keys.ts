/**
 * Keys in the open sheet. Each button and field there bears a number, in the order of the page: the
 * style sheet counts the same elements (`barista-sheet.css`), once a key was pressed. Disabled ones
 * are counted too, so that no number changes under the finger.
 */

const PRESSABLE = ".sheet-body :is(button, label)";
/** The part of the sheet's height that one key scrolls: a line of the old stays in view. */
const SCROLLED = 0.8;

/** Whether a button of the sheet has the focus. */
export function hasFocus(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLButtonElement && activeElement.closest(".sheet") !== null;
}

/** Presses the element with this number. Returns whether there is one. */
export function pressNumbered(number: number): boolean {
  const wanted = document.querySelectorAll<HTMLElement>(PRESSABLE)[number - 1];
  if (wanted === undefined) return false;
  wanted.scrollIntoView({ block: "nearest" });
  const control = wanted instanceof HTMLLabelElement ? wanted.control : wanted;
  if (control instanceof HTMLInputElement && control.type !== "radio") control.focus();
  else control?.click();
  return true;
}

/** Presses the sheet's one filled button, or the order's own where it is outlined. */
export function pressFilled(): void {
  const body = document.querySelector(".sheet-body");
  const filled =
    body?.querySelector<HTMLElement>(".filled") ?? body?.querySelector<HTMLElement>(":scope > .card-button");
  filled?.click();
}

/** Scrolls the sheet, down or up. */
export function scrollSheet(direction: 1 | -1): void {
  const body = document.querySelector(".sheet-body");
  body?.scrollBy({ top: direction * body.clientHeight * SCROLLED });
}
