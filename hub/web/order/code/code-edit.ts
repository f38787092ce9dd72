// The code's field when someone types, pastes or deletes in it: six boxes, of which the page fills
// in the first with the booth's letter. Pure, and decided by the text of the field before, since a
// code's first letter may be the booth's own: `CC7K4Q` is a whole code, and is also what `C7K4Q2`
// looks like typed behind the letter that is there already, its last letter to come.

/** The booth's letter and five more. */
export const CODE_CHARS = 6;

/** The field. */
export interface CodeField {
  text: string;
  /** Where the next letter goes. */
  caret: number;
  /** Whether the first letter was filled in by the page, and not by a person. */
  filledIn: boolean;
}

/** The field before a change: the selection begins at `caret`. */
export type Before = CodeField;

/** The letters and digits of a typed text, as a code has them: `b7-k4 q２` as `B7K4Q2`. */
export const letters = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");

/** An address, with or without its scheme, and the code in one that the board's QR holds. */
const ADDRESS = /https?:\/\/|\w\/s\//i;
const CODE_IN_ADDRESS = /\/s\/([^/?#\s]+)/i;

/**
 * Reads what was pasted. Returns the code of an address as the board's QR holds it
 * (`http://crema.local/s/B7K4Q2`), an empty text for any other address, and everything else as it is.
 */
export const codeOf = (pasted: string): string =>
  ADDRESS.test(pasted) ? letters(CODE_IN_ADDRESS.exec(pasted)?.[1] ?? "") : pasted;

/**
 * The field after a change, which the browser has made `text` with the caret at `caret`. A letter
 * that does not fit replaces the one in the box it is typed into; behind the last box it is left
 * out. So a letter is only ever lost where it is seen to be replaced.
 */
export function edited(before: Before, text: string, caret: number, letter: string): CodeField {
  const { kept, typed, behind } = change(before, text, caret, letter);
  const room = CODE_CHARS - kept.length - behind.length;
  if (typed.length > room && typed.length >= CODE_CHARS - 1) return whole(typed, letter);
  const filledIn = before.filledIn && kept !== "";
  if (typed.length <= room || typed === "") {
    return withLetter({ text: kept + typed + behind, caret: kept.length + typed.length, filledIn }, letter);
  }
  const twice = filledIn && kept.length === CODE_CHARS && kept.charAt(1) === letter;
  if (twice && typed.length === 1) return { text: kept.slice(1) + typed, caret: CODE_CHARS, filledIn: false };
  const over = (kept + typed + behind.slice(typed.length - room)).slice(0, CODE_CHARS);
  return withLetter(
    { text: over, caret: Math.min(kept.length + typed.length, CODE_CHARS), filledIn },
    letter,
  );
}

/** The text that stays before the change, the typed text, and the text that stays behind it. */
function change(before: Before, text: string, caret: number, letter: string) {
  const tail = text.slice(caret);
  const known = before.text.endsWith(tail);
  // A keyboard may replace more than was selected; then all of it was typed.
  let end = known ? before.text.length - tail.length : before.text.length;
  let start = 0;
  const most = known ? Math.min(before.caret, caret, end) : 0;
  while (start < most && before.text[start] === text[start]) start += 1;
  const typed = letters(known ? text.slice(start, caret) : text);
  // Nothing goes before the booth's letter.
  if (end === 0 && before.text.startsWith(letter)) start = end = 1;
  return { kept: before.text.slice(0, start), typed, behind: before.text.slice(end) };
}

/** A whole code was typed at once (pasted, or written by a keyboard): it replaces the text before. */
function whole(typed: string, letter: string): CodeField {
  const bare = typed.length < CODE_CHARS;
  const twice = typed.length > CODE_CHARS && typed.startsWith(letter + letter);
  const text = (bare ? letter : "") + (twice ? typed.slice(1) : typed);
  return { text: text.slice(0, CODE_CHARS), caret: CODE_CHARS, filledIn: bare };
}

/** The booth's letter comes back when it was deleted, or replaced by the next letters. */
function withLetter({ text, caret, filledIn }: CodeField, letter: string): CodeField {
  if (text.startsWith(letter)) return { text, caret: Math.max(caret, 1), filledIn };
  if (text.length >= CODE_CHARS) return { text, caret, filledIn };
  return { text: letter + text, caret: caret + 1, filledIn: true };
}
