// The code's field: one plain text field that tidies what is typed or pasted into it. The booth
// tidies it in the same way, so nothing depends on this.

/** The booth's letter and five more. */
const CODE_CHARS = 6;

/** `b7k4 q2`, pasted behind the letter that is there already, as `B7K4Q2`. */
export function tidied(text: string, letter: string): string {
  const typed = text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");
  const twice = typed.length > CODE_CHARS && typed.startsWith(letter);
  return (twice ? typed.slice(1) : typed).slice(0, CODE_CHARS);
}

/** Tidies the field as one types, if the page has it. */
export function watchCode(): void {
  const field = document.getElementById("code");
  if (!(field instanceof HTMLInputElement)) return;
  const letter = field.defaultValue.charAt(0);
  const tidy = (): void => {
    const caret = field.selectionStart ?? field.value.length;
    const value = tidied(field.value, letter);
    if (value === field.value) return;
    const before = tidied(field.value.slice(0, caret), letter).length;
    field.value = value;
    field.setSelectionRange(before, before);
  };
  field.addEventListener("input", (event) => {
    // Letters still being composed by a Japanese keyboard are not to be touched.
    if (!(event as InputEvent).isComposing) tidy();
  });
  field.addEventListener("compositionend", tidy);
  // A tap on the boxes goes on typing where the code ends.
  field.addEventListener("focus", () => {
    setTimeout(() => field.setSelectionRange(field.value.length, field.value.length));
  });
}
