/**
 * The accent that the hub will make of a colour, so that it is seen before it is saved: darkened by
 * day and lightened by night until it can be read wherever it is. The hub decides (`colour.rs` of
 * its core, which this mirrors step by step). Pure.
 */

import { contrast } from "./branding";

/** The least contrast of text (WCAG 2.2, criterion 1.4.3). */
export const CONTRAST_MIN = 4.5;
/** One step towards black or white, in parts of 100. */
const STEP = 4;
/** Steps after which any colour is black or white. */
const STEPS_MAX = 200;

interface Scheme {
  /** Colours of text on the accent, and of the grounds below it. */
  grounds: readonly string[];
  /** What the soft accent is mixed with, and how much of the accent it has, percent. */
  card: string;
  softPercent: number;
  /** Added before the mix is cut to a whole number, in parts of 100. */
  rounding: number;
  target: number;
}

const SCHEMES: Readonly<Record<"light" | "dark", Scheme>> = {
  light: {
    grounds: ["#ffffff", "#faf6f1", "#f1e9e0"],
    card: "#ffffff",
    softPercent: 14,
    rounding: 0,
    target: 0,
  },
  dark: {
    grounds: ["#241308", "#16100d", "#221914", "#2b211b"],
    card: "#221914",
    softPercent: 22,
    rounding: 99,
    target: 255,
  },
};

/** The accent for a colour `#rrggbb`. */
export function readableAccent(wish: string, by: "light" | "dark"): string {
  const scheme = SCHEMES[by];
  let colour = wish;
  for (let step = 0; step < STEPS_MAX && leastIn(colour, scheme) < CONTRAST_MIN; step += 1) {
    const next = channels(colour, (part) => towards(part, scheme.target));
    colour = next === colour ? channels(colour, () => scheme.target) : next;
  }
  return colour;
}

/** The least contrast of a colour with its neighbours on a page. */
export function leastContrast(colour: string, by: "light" | "dark"): number {
  return leastIn(colour, SCHEMES[by]);
}

function leastIn(colour: string, scheme: Scheme): number {
  const { card, softPercent, rounding } = scheme;
  const soft = channels(colour, (part, at) =>
    Math.floor((part * softPercent + channel(card, at) * (100 - softPercent) + rounding) / 100),
  );
  return Math.min(...[...scheme.grounds, soft].map((ground) => contrast(colour, ground)));
}

function towards(part: number, target: number): number {
  const moved = Math.floor((part * (100 - STEP) + target * STEP) / 100);
  return Math.max(moved, Math.min(part, target));
}

/** The colour with every channel changed. */
function channels(colour: string, change: (part: number, at: number) => number): string {
  const parts = [1, 3, 5].map((at) => change(channel(colour, at), at).toString(16).padStart(2, "0"));
  return `#${parts.join("")}`;
}

function channel(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16);
}
