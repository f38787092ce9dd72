/** Drops the second touch of a wet finger before any button receives it. The rule is in `press.ts`. */

import { type Touch, isSecondTouch } from "./press";

/**
 * Guards every element marked `data-press`, those that never move as `data-press="stays"`; others (a
 * PIN's digits) may be pressed as fast as one can.
 */
export function guardSecondTouches(root: HTMLElement): void {
  let last: Touch | undefined;
  root.addEventListener(
    "click",
    (event) => {
      const pressed = event.target instanceof Element ? event.target.closest("[data-press]") : null;
      // A click without a count comes from the keyboard.
      if (pressed === null || event.detail === 0) return;
      const stays = pressed.getAttribute("data-press") === "stays";
      const at = { atMs: event.timeStamp, x: event.clientX, y: event.clientY };
      const touch: Touch = stays ? { ...at, on: pressed } : at;
      const second = isSecondTouch(last, touch);
      last = touch;
      if (!second) return;
      event.stopPropagation();
      event.preventDefault();
    },
    { capture: true },
  );
}
