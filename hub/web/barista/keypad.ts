/** Digits typed on a keyboard or a USB number pad, gathered until Enter. Pure. */

/** A number is at most this long; booths do not reach a million drinks. */
const DIGITS_MAX = 6;

export interface Keyed {
  typed: string;
  /** The number to select, when Enter ended it. */
  chosen?: number;
  /** Whether the key was used up. */
  taken: boolean;
}

/** What has been typed after this key. Enter without digits is left to the page's own buttons. */
export function keyed(typed: string, key: string): Keyed {
  if (/^[0-9]$/.test(key)) return { typed: (typed + key).slice(-DIGITS_MAX), taken: true };
  if (typed === "") return { typed, taken: false };
  switch (key) {
    case "Enter":
      return { typed: "", chosen: Number(typed), taken: true };
    case "Backspace":
      return { typed: typed.slice(0, -1), taken: true };
    case "Escape":
      return { typed: "", taken: true };
    default:
      return { typed, taken: false };
  }
}
