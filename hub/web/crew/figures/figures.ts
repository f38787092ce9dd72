/** An occasion's figures as the pages show them. Pure. */

import type { Figures } from "../../api/types";

/** Figures before any have come. */
export const NO_FIGURES: Figures = { counts: {}, waitMedianS: null, waitP90S: null, seq: 0 };

type Counts = Figures["counts"];

export interface Bar {
  label: string;
  /** A word on the label, below it. */
  note?: string;
  value: number;
}

/** Hours that a plot has room for: a long day of a booth. */
const HOURS_MAX = 12;
const HOUR_MS = 3_600_000;
/** Days of an occasion that are drawn: a fortnight's fair. */
const DAYS_MAX = 14;

/** Drinks by kind, most first. */
export function byDrink(counts: Counts, nameOf: (id: string) => Omit<Bar, "value">): Bar[] {
  return withPrefix(counts, "drink:")
    .map(([id, value]) => ({ ...nameOf(id), value }))
    .sort((a, b) => b.value - a.value);
}

/**
 * Drinks by hour, of the last hours in which any was made, without gaps. The hub counts by UTC;
 * `hourOf` says what the hour is called here.
 */
export function byHour(counts: Counts, hourOf: (utcMs: number) => string): Bar[] {
  const made = hoursOf(counts);
  if (made.size === 0) return [];
  const last = Math.max(...made.keys());
  const first = Math.max(Math.min(...made.keys()), last - (HOURS_MAX - 1) * HOUR_MS);
  return between(made, first, last, hourOf);
}

/** A day's drinks by hour. */
export interface Day {
  /** As `dayOf` calls it. */
  day: string;
  bars: Bar[];
}

/** Drinks by day and hour, from the first hour of each day to its last; the latest days. */
export function byDay(
  counts: Counts,
  dayOf: (utcMs: number) => string,
  hourOf: (utcMs: number) => string,
): Day[] {
  const made = hoursOf(counts);
  const days = new Map<string, number[]>();
  for (const at of [...made.keys()].sort((a, b) => a - b)) {
    days.set(dayOf(at), [...(days.get(dayOf(at)) ?? []), at]);
  }
  return [...days].slice(-DAYS_MAX).map(([day, hours]) => ({
    day,
    bars: between(made, Math.min(...hours), Math.max(...hours), hourOf),
  }));
}

/** The first and the last hour in which a drink was made, ms UTC; nothing if none was. */
export function firstAndLast(counts: Counts): [number, number] | undefined {
  const hours = [...hoursOf(counts).keys()];
  return hours.length === 0 ? undefined : [Math.min(...hours), Math.max(...hours)];
}

/** Drinks by hour, ms UTC. */
function hoursOf(counts: Counts): Map<number, number> {
  return new Map(
    withPrefix(counts, "hour:").map(([hour, value]) => [Date.parse(`${hour}:00:00Z`), value] as const),
  );
}

function between(
  made: ReadonlyMap<number, number>,
  first: number,
  last: number,
  hourOf: (utcMs: number) => string,
): Bar[] {
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
    cancelled: counts.cancelled ?? 0,
    timedOut: counts.timed_out ?? 0,
    refused: counts.refused ?? 0,
  };
}

function withPrefix(counts: Counts, prefix: string): [string, number][] {
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value]);
}
