/** How old an order is and when it is given up, in figures and as a level. Pure; booth time. */

import type { OrderView, Settings, StoreState } from "../../api/types";

/** `calm` is ink, `warn` amber, `late` red. */
export type AgeLevel = "calm" | "warn" | "late";

/** The booth's limits that cards are coloured by. */
export type AgeLimits = Pick<Settings, "ageWarnS" | "ageLateS">;

/** How long before it is given up a card counts down, ms. */
export const COUNTDOWN_MS = 2 * 60_000;

/**
 * How long ago the order was placed, ms: what its guest has waited. Neither an undo nor a remake
 * begins it again.
 */
export function ageMs(order: OrderView, nowMs: number): number {
  return Math.max(0, nowMs - (order.queuedBoothMs ?? order.startedBoothMs));
}

/** Its level. A guest waits as long in a short line as in a long one, so the line plays no part. */
export function ageLevel(order: OrderView, nowMs: number, { ageWarnS, ageLateS }: AgeLimits): AgeLevel {
  const age = ageMs(order, nowMs);
  if (age >= ageLateS * 1_000) return "late";
  return age >= ageWarnS * 1_000 ? "warn" : "calm";
}

/**
 * How long until a waiting order is given up, ms, once that is soon. None in a pause: that time is
 * suspended, and once the pause has ended the hub says when it is over.
 */
export function givesUpInMs(order: OrderView, nowMs: number, store: StoreState): number | undefined {
  const at = order.giveUpBoothMs;
  if (order.state !== "queued" || at === undefined || store === "paused") return undefined;
  const left = Math.max(0, at - nowMs);
  return left <= COUNTDOWN_MS ? left : undefined;
}

/** `6:10`; from an hour on `1:02:03`. */
export function clockFigure(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  const two = (n: number): string => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
