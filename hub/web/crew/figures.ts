/** What the figures of an occasion say, as the pages show it. Pure. */

import type { Figures } from "../api/types";

type Counts = Figures["counts"];

export interface Bar {
  label: string;
  value: number;
}

/** Hours that a plot has room for: a long day of a booth. */
const HOURS_MAX = 12;
const HOUR_MS = 3_600_000;

/** Drinks by kind, most first. */
export function byDrink(counts: Counts, nameOf: (id: string) => string): Bar[] {
  return withPrefix(counts, "drink:")
    .map(([id, value]) => ({ label: nameOf(id), value }))
    .sort((a, b) => b.value - a.value);
}

/**
 * Drinks by hour, of the last hours in which any was made, without gaps. The hub counts by UTC;
 * `hourOf` says what the hour is called here.
 */
export function byHour(counts: Counts, hourOf: (utcMs: number) => string): Bar[] {
  const made = new Map(
    withPrefix(counts, "hour:").map(([hour, value]) => [Date.parse(`${hour}:00:00Z`), value] as const),
  );
  if (made.size === 0) return [];
  const last = Math.max(...made.keys());
  const first = Math.max(Math.min(...made.keys()), last - (HOURS_MAX - 1) * HOUR_MS);
  const bars: Bar[] = [];
  for (let at = first; at <= last; at += HOUR_MS) bars.push({ label: hourOf(at), value: made.get(at) ?? 0 });
  return bars;
}

/** Drinks in the busiest hour. */
export function bestHour(counts: Counts): number {
  return Math.max(0, ...withPrefix(counts, "hour:").map(([, value]) => value));
}

/** `4:20` for 260 seconds. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
}

/** How orders ended that were not made. */
export function endedEarly(counts: Counts): { cancelled: number; timedOut: number; refused: number } {
  return {
    cancelled: counts["cancelled"] ?? 0,
    timedOut: counts["timed_out"] ?? 0,
    refused: counts["refused"] ?? 0,
  };
}

function withPrefix(counts: Counts, prefix: string): [string, number][] {
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value]);
}
