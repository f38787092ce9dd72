/** How wide a word is, so that a card can show it in one piece and as large as that allows. Pure. */

/** Widths in most fonts, em: of a bold capital, of a bold small letter. */
const CAPITAL_EM = 0.72;
const SMALL_EM = 0.62;
/** Chinese, Japanese and Korean characters are one em. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;

/** The widest milk that has room beside the number at a readable size, in the narrowest column, em. */
const BESIDE_EMS_MAX = 4.5;

/**
 * Whether a milk is too long for a place beside the number: there it would be set too small to be
 * read at arm's length, or be broken in its middle.
 */
export function isLongMilk(milk: string): boolean {
  return longestPiece(milk, true) > BESIDE_EMS_MAX;
}

/** The width of words in one line, em. */
export function lineWidth(words: string, capitals: boolean): number {
  return longestPiece(words.replace(/[\s-]/g, "_"), capitals);
}

/**
 * The width of the longest piece that has no place to break, em: spaces and hyphens are such places.
 * `capitals`: whether it is shown in capitals.
 */
export function longestPiece(words: string, capitals: boolean): number {
  const pieces = words.match(/[^\s-]+-*/g) ?? [];
  const letter = capitals ? CAPITAL_EM : SMALL_EM;
  const widths = pieces.map((piece) =>
    [...piece].reduce((sum, each) => sum + (WIDE.test(each) ? 1 : letter), 0),
  );
  return Math.round(Math.max(1, ...widths) * 100) / 100;
}
