/** How old a card is, in figures and as a level. Pure; all times are booth time. */

import type { OrderView } from "../api/types";

/** `calm` is ink, `warn` amber, `late` red. */
export type AgeLevel = "calm" | "warn" | "late";

const MINUTE_MS = 60_000;
/** A drink in the making is old after this long, ms (the look's rule). */
export const WARN_MS = 2 * MINUTE_MS;
/** … and far too old after this long, ms. */
export const LATE_MS = 5 * MINUTE_MS;

/** Since when the card stands in its column, booth ms. */
export function since(order: OrderView): number {
  switch (order.state) {
    case "queued":
      return order.queuedBoothMs ?? order.startedBoothMs;
    case "making":
      return order.claimedBoothMs ?? order.startedBoothMs;
    default:
      return order.readyBoothMs ?? order.startedBoothMs;
  }
}

/** How long it has stood there, ms. */
export function ageMs(order: OrderView, nowMs: number): number {
  return Math.max(0, nowMs - since(order));
}

/**
 * Its level. In Preview a long queue is no barista's fault, so there an order is old when it has
 * waited longer than a new order is told to expect, and far too old at two and a half times that;
 * never sooner than a drink in the making.
 */
export function ageLevel(order: OrderView, nowMs: number, expectedWaitMin: number): AgeLevel {
  const age = ageMs(order, nowMs);
  if (order.state === "making") return level(age, WARN_MS, LATE_MS);
  if (order.state !== "queued") return "calm";
  const expected = expectedWaitMin * MINUTE_MS;
  return level(age, Math.max(WARN_MS, expected), Math.max(LATE_MS, expected * 2.5));
}

function level(age: number, warn: number, late: number): AgeLevel {
  if (age >= late) return "late";
  return age >= warn ? "warn" : "calm";
}

/** `6:10`; from an hour on `1:02:03`. */
export function clockFigure(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  const two = (n: number): string => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
