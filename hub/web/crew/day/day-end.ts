/**
 * Whether the day was ended, and whether its names are erased, by the log: so it is true on every
 * page, whenever it was opened.
 */

import { effect, signal } from "@preact/signals";
import type { Envelope } from "../../api/types";
import { wholeLog } from "../log/event-feed";

/** The end of a day. */
export interface DayEnd {
  /** The occasion's id. */
  occasion: string;
  /** Drinks that were not collected. */
  uncollected: number;
  namesErased: boolean;
}

/** The state so far, and how far the log was read. */
export interface DayKnown {
  seq: number;
  /** None while a day goes on. */
  end?: DayEnd;
}

/** The state once these events, oldest first, were read too. Pure. */
export function readOn(known: DayKnown, events: readonly Envelope[]): DayKnown {
  const last = events.at(-1)?.seq;
  if (last === undefined) return known;
  // A log that ends sooner is another log.
  const before: DayKnown = last < known.seq ? { seq: 0 } : known;
  const fresh = events.filter((event) => event.seq > before.seq);
  const end = fresh.reduce(after, before.end);
  return { seq: last, ...(end && { end }) };
}

function after(end: DayEnd | undefined, { "detail-type": type, detail }: Envelope): DayEnd | undefined {
  // One that cannot be read says nothing.
  if (detail === null) return end;
  switch (type) {
    case "OrderManager.DayEnded":
      return {
        occasion: String(detail.eventId),
        uncollected: Number(detail.uncollected),
        namesErased: false,
      };
    case "Privacy.NamesErased":
      return end && { ...end, namesErased: true };
    case "ConfigService.ConfigChanged":
      // Once the store takes orders again, a new day has begun.
      return isClosed(detail) ? end : undefined;
    default:
      return end;
  }
}

function isClosed(detail: Record<string, unknown>): boolean {
  const { config } = detail as { config?: { store?: { state?: string } } };
  return config?.store?.state === "closed";
}

const known = signal<DayKnown>({ seq: 0 });

/** The end of the last day, if no other has begun. */
export const dayEnd = (): DayEnd | undefined => known.value.end;

effect(() => {
  known.value = readOn(known.peek(), wholeLog.events.value);
});
