/**
 * The last events of the log, for *Today*, *Live log* and the day's end. The stream only says that
 * there are new ones; they are read from the log, where each has its wall time. An event in a few
 * words is here too.
 */

import { signal } from "@preact/signals";
import { Refused, Unreachable, get } from "../../api/client";
import type { Envelope, EventsPage } from "../../api/types";
import { t } from "../../messages/messages";
import { listen, loads, store } from "../../staff/live/live-model";
import { handleSignedOut, isSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";

/** Events kept on the page: a few minutes of a full booth. */
export const KEPT_MAX = 400;
/** Events asked for at once. */
const PIECE = 200;
/** How far back a feed with a pattern begins, events: matches are rarer. */
const BACK_WITH_PATTERN = 5_000;
/** Characters shown of the stored form of an event that cannot be read. */
const RAW_SHOWN = 80;
/** Events of one moment are one reason to ask, ms. */
const GATHER_MS = 250;
/** Pause before a log that could not be read is asked for again, ms. */
const AGAIN_MS = 3_000;

/** The end of the log, followed: all of it, or the matches of a pattern. */
export class EventFeed {
  /** Oldest first. */
  readonly events = signal<readonly Envelope[]>([]);
  /** The hub's refusal of the pattern: then there is nothing to follow. */
  readonly mistake = signal<string | undefined>(undefined);
  /** Whether the log could not be read the last time, and is asked for again. */
  readonly cutOff = signal(false);
  /** How far the log was read; `undefined` before the first answer of a load. */
  #last: number | undefined;
  /** Counts loads of the booth: an answer from before the last one may be of another log. */
  #load = 0;
  #reading = false;
  /** Something happened while an answer was on its way. */
  #more = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** `pattern` as JSON. */
  constructor(private readonly pattern?: string) {}

  /** Reads the end of the log, then follows. Returns the function that ends it. */
  follow(): () => void {
    const stopListening = listen(() => this.#readSoon(GATHER_MS));
    const stopWatchingLoads = loads.subscribe((count) => {
      if (count > 0) this.#restart();
    });
    return () => {
      this.#stopped = true;
      stopListening();
      stopWatchingLoads();
      clearTimeout(this.#waiting);
    };
  }

  /** Begins again: the booth was loaded, and its log may be another one. */
  #restart(): void {
    this.#load += 1;
    this.#last = undefined;
    this.mistake.value = undefined;
    this.#readSoon(GATHER_MS);
  }

  #readSoon(ms: number): void {
    if (this.#reading) this.#more = true;
    else if (!this.#stopped && this.mistake.peek() === undefined) {
      this.#waiting ??= setTimeout(() => void this.#read(), ms);
    }
  }

  /** One read at a time, for each begins where the one before ended. */
  async #read(): Promise<void> {
    this.#waiting = undefined;
    this.#reading = true;
    this.#more = false;
    const again = await this.#readPiece();
    this.#reading = false;
    if (again !== undefined) this.#readSoon(again);
    else if (this.#more) this.#readSoon(GATHER_MS);
  }

  /** Reads a piece. Returns in how many ms to ask for more, if that is known. */
  async #readPiece(): Promise<number | undefined> {
    const load = this.#load;
    const back = this.pattern === undefined ? PIECE : BACK_WITH_PATTERN;
    const after = this.#last ?? Math.max(0, (store.peek()?.seq ?? 0) - back);
    const only = this.pattern === undefined ? "" : `&pattern=${encodeURIComponent(this.pattern)}`;
    try {
      const piece = await get<EventsPage>(`events?after=${after}&limit=${PIECE}${only}`);
      if (load !== this.#load) return 0;
      this.cutOff.value = false;
      const before = this.#last === undefined ? [] : this.events.peek();
      this.#last = piece.next;
      this.events.value = [...before, ...piece.events].slice(-KEPT_MAX);
      return piece.next > after && piece.next < piece.seq ? 0 : undefined;
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof Unreachable)) throw cause;
      if (load !== this.#load) return 0;
      if (cause instanceof Refused && cause.word === "bad-input") {
        this.mistake.value = refusalWords(cause);
        return undefined;
      }
      this.cutOff.value = true;
      // Signed out, nothing can be read until someone signs in, which loads the booth again.
      handleSignedOut(cause);
      return isSignedOut(cause) ? undefined : AGAIN_MS;
    }
  }
}

/** The whole log's end, as *Today* shows it. */
export const wholeLog = new EventFeed();

/** An event in a few words. */
export function about(event: Envelope): string {
  if (event.unreadable === true) return t("log.unreadable", { raw: (event.raw ?? "").slice(0, RAW_SHOWN) });
  const { Message, orderLabel } = event.detail ?? {};
  if (typeof Message === "string" && Message !== "") return Message;
  return typeof orderLabel === "string" ? orderLabel : "";
}

/** The time of day on this device's clock, with seconds. */
export function timeOf(event: Envelope, language: string): string {
  return new Date(event.time).toLocaleTimeString(language, { hourCycle: "h23" });
}
