// The code's field: one plain text field behind six boxes. The booth reads a code however it was
// typed, so nothing depends on this.

import { type Before, codeOf, edited } from "./code-edit";

/** Tidies the field as one types, if the page has it. */
export function watchCode(): void {
  const field = document.getElementById("code");
  if (!(field instanceof HTMLInputElement)) return;
  const letter = field.dataset.letter ?? "";
  const selection = (): [number, number] => [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  let filledIn = true;
  const now = (): Before => ({ text: field.value, caret: selection()[0], filledIn });
  let before = now();
  // A Japanese keyboard composes its letters in the field: they are one change, when it is done.
  let composing = false;

  const settle = (): void => {
    const after = edited(before, field.value, selection()[1], letter);
    filledIn = after.filledIn;
    if (field.value !== after.text) field.value = after.text;
    if (selection().some((end) => end !== after.caret)) field.setSelectionRange(after.caret, after.caret);
    // The words about the code before are not about this one.
    field.removeAttribute("aria-invalid");
    before = now();
  };

  field.addEventListener("beforeinput", () => {
    if (!composing) before = now();
  });
  field.addEventListener("input", () => {
    if (!composing) settle();
  });
  // An address is longer than the field may be: the browser would cut it before it is read.
  field.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text") ?? "";
    const code = codeOf(pasted);
    if (code === pasted) return;
    event.preventDefault();
    if (code === "") return;
    before = now();
    field.setRangeText(code, ...selection(), "end");
    settle();
  });
  field.addEventListener("compositionstart", () => {
    before = now();
    composing = true;
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    settle();
  });
  // A tap on the booth's letter: the next letter goes behind it, and the caret shows so.
  field.addEventListener("click", () => {
    if (selection().every((end) => end === 0) && field.value.startsWith(letter))
      field.setSelectionRange(1, 1);
  });
  if (field.hasAttribute("aria-invalid")) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
