/**
 * The tablet by keyboard or USB number pad: digits gather until Enter, which selects that order;
 * the keys around them act on it. Pads have digits, `. + - * /` and Enter, so these are enough for
 * everything; letters only shorten it. Pure.
 */

/** A number is at most this long; booths do not reach a million drinks. */
const DIGITS_MAX = 6;

/** What a key asks for, on the order that was typed or else selected. */
export type KeyAction = "step" | "back" | "sheet" | "menu" | "undo" | "find" | "legend";

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  "+": "step",
  "-": "back",
  "*": "sheet",
  "/": "menu",
  ".": "undo",
  ",": "undo",
  f: "find",
  "?": "legend",
};

/** Actions that concern one order, which may have been typed before. */
const ON_ORDER: readonly KeyAction[] = ["step", "back", "sheet"];

export interface Keyed {
  typed: string;
  /** The number that was typed, when a key ended it. */
  chosen?: number;
  action?: KeyAction;
  /** Whether the key was used up. */
  taken: boolean;
}

/**
 * The key that was meant. A pad whose NumLock is off says `Home` for 7 and `Delete` for the point;
 * the place of the key says which one it is.
 */
export function meant({ key, code }: { key: string; code: string }): string {
  const digit = /^Numpad([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  return code === "NumpadDecimal" ? "." : key;
}

/** The digits after this key. Enter without digits is left to the page's own buttons. */
export function keyed(typed: string, key: string): Keyed {
  if (/^[0-9]$/.test(key)) return { typed: (typed + key).slice(-DIGITS_MAX), taken: true };
  const action = ACTIONS[key];
  // Taking back begins with the typed digits: many pads have no other key for that.
  if (action === "undo" && typed !== "") return { typed: "", taken: true };
  if (action !== undefined) {
    const chosen = typed !== "" && ON_ORDER.includes(action) ? { chosen: Number(typed) } : {};
    return { typed: "", action, ...chosen, taken: true };
  }
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

/** Whether this press of an acting key is the bounce of the one before. */
export function isSecondPress(lastMs: number | undefined, nowMs: number, repeat: boolean): boolean {
  return repeat || (lastMs !== undefined && nowMs - lastMs < SECOND_PRESS_MS);
}

/** Presses of one acting key closer than this are one, ms: as for touches. */
export const SECOND_PRESS_MS = 400;
