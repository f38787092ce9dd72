/**
 * The last events of the log, for *Today* and *Live log*. The stream only says that there are new
 * ones; they are read from the log, where each stands with its wall time.
 */

import { signal } from "@preact/signals";
import { Refused, get } from "../api/client";
import type { Envelope, Events } from "../api/types";
import { listen, store } from "../staff/live";
import { refusalWords } from "../staff/refusal-words";

/** Events kept on the page: a few minutes of a full booth. */
export const KEPT_MAX = 400;
/** Events asked for at once. */
const PIECE = 200;
/** How far back a feed with a pattern begins, events: what fits is rarer. */
const BACK_WITH_PATTERN = 5_000;
/** Events of one moment are one reason to ask, ms. */
const GATHER_MS = 250;

/** The end of the log, followed: all of it, or what fits a pattern. */
export class EventFeed {
  /** Oldest first. */
  readonly events = signal<readonly Envelope[]>([]);
  /** What the hub says is wrong with the pattern. */
  readonly mistake = signal<string | undefined>(undefined);
  #last: number | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** `pattern` as JSON. */
  constructor(private readonly pattern?: string) {}

  /** Reads what there is, then follows; until the function it gives is called. */
  follow(): () => void {
    const deaf = listen(this.#gather);
    const unloaded = store.subscribe((view) => {
      if (view !== undefined && this.#last === undefined) this.#gather();
    });
    return () => {
      deaf();
      unloaded();
      clearTimeout(this.#gathering);
    };
  }

  readonly #gather = (): void => {
    if (this.mistake.peek() !== undefined) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#read();
    }, GATHER_MS);
  };

  async #read(): Promise<void> {
    const back = this.pattern === undefined ? PIECE : BACK_WITH_PATTERN;
    const after = this.#last ?? Math.max(0, (store.value?.seq ?? 0) - back);
    const only = this.pattern === undefined ? "" : `&pattern=${encodeURIComponent(this.pattern)}`;
    try {
      const piece = await get<Events>(`events?after=${after}&limit=${PIECE}${only}`);
      this.#last = piece.next;
      this.events.value = [...this.events.value, ...piece.events].slice(-KEPT_MAX);
      if (piece.next > after && piece.next < piece.seq) this.#gather();
    } catch (cause) {
      // Out of reach, the next event asks again, and the page says that it is cut off.
      if (cause instanceof Refused) this.mistake.value = refusalWords(cause);
    }
  }
}

/** The whole log's end, as *Today* shows it. */
export const wholeLog = new EventFeed();

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
