/**
 * The last events of the log, for *Today* and *Live log*. The stream only says that there are new
 * ones; they are read from the log, where each stands with its wall time.
 */

import { signal } from "@preact/signals";
import { get } from "../api/client";
import type { Envelope, Events } from "../api/types";
import { listen, store } from "../staff/live";

/** Events kept on the page: a few minutes of a full booth. */
export const KEPT_MAX = 400;
/** Events asked for at once. */
const PIECE = 200;
/** Events of one moment are one reason to ask, ms. */
const GATHER_MS = 250;

/** Oldest first. */
export const events = signal<readonly Envelope[]>([]);

let last: number | undefined;
let gathering: ReturnType<typeof setTimeout> | undefined;

/** Keeps `events` up to date from now on. */
export function followEvents(): void {
  listen(gather);
  store.subscribe((view) => {
    if (view !== undefined && last === undefined) gather();
  });
}

function gather(): void {
  gathering ??= setTimeout(() => {
    gathering = undefined;
    void read();
  }, GATHER_MS);
}

async function read(): Promise<void> {
  const after = last ?? Math.max(0, (store.value?.seq ?? 0) - PIECE);
  try {
    const piece = await get<Events>(`events?after=${after}&limit=${PIECE}`);
    last = piece.events.at(-1)?.seq ?? after;
    events.value = [...events.value, ...piece.events].slice(-KEPT_MAX);
    if (last < piece.seq && piece.events.length > 0) gather();
  } catch {
    // Out of reach or refused: the next event asks again, and the page says that it is cut off.
  }
}

/** What an event is about, in a few words. */
export function about(event: Envelope): string {
  const { Message, orderLabel } = event.detail;
  if (typeof Message === "string" && Message !== "") return Message;
  return typeof orderLabel === "string" ? orderLabel : "";
}

/** The time of day on this device's clock, with seconds. */
export function timeOf(event: Envelope, language: string): string {
  return new Date(event.time).toLocaleTimeString(language, { hourCycle: "h23" });
}

/** Events whose name has `typed` in it, latest first. */
export function filtered(all: readonly Envelope[], typed: string): Envelope[] {
  const wanted = typed.trim().toLowerCase();
  return all.filter((event) => event["detail-type"].toLowerCase().includes(wanted)).reverse();
}
