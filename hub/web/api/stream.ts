/**
 * Following the hub's live stream: opens it after a given place in the log, keeps it open, and
 * says whether the hub can be reached. The browser alone would notice a dead Wi-Fi only after
 * minutes, so a small request asks the hub every few seconds while the stream is silent.
 */

import type { Health, StreamHead, StreamMessage } from "./types";

/** How often a silent stream is looked after, ms: presses are kept for 10 s, so well under it. */
const CHECK_EVERY_MS = 3_000;
/** How long a health check may take, ms. */
const CHECK_MS_MAX = 2_500;
/** Pause before a stream that failed is opened again, ms: one second is too short to be a load. */
const REOPEN_MS = 1_000;

export interface Follower {
  /**
   * A message came; each one once, in order of `seq`. One that cannot be read is `unreadable`: what
   * it said has to be asked for.
   */
  message(message: StreamMessage): void;
  /** The hub came within reach, or went out of it. */
  link(up: boolean): void;
  /**
   * The hub's log is not the one that was followed (new card, restored data): load everything
   * again.
   */
  logReplaced(): void;
}

export class Stream {
  #source: EventSource | undefined;
  #last: number;
  /** The log that is followed, once the hub has named it. */
  #log: string | undefined;
  #up: boolean | undefined;
  #aliveMs = 0;
  /** The hub's place in the log when a silent stream was last reopened because of it. */
  #checkedSeq = 0;
  #reopen: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor(
    private readonly topics: string,
    after: number,
    private readonly follower: Follower,
  ) {
    this.#last = after;
    this.#open();
    this.#watch = setInterval(() => void this.#checkHub(), CHECK_EVERY_MS);
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#reopen);
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#source?.close();
  }

  readonly #wake = (): void => {
    if (!document.hidden) void this.#checkHub(true);
  };

  #open(): void {
    clearTimeout(this.#reopen);
    this.#source?.close();
    const source = new EventSource(
      `/api/v1/stream?topics=${encodeURIComponent(this.topics)}&after=${this.#last}`,
    );
    this.#source = source;
    source.onopen = () => this.#markAlive();
    source.addEventListener("log", (event: MessageEvent<string>) => this.#handleLog(event));
    source.onmessage = (event: MessageEvent<string>) => this.#handleEvent(event);
    source.onerror = () => {
      // A refused stream stays shut in the browser; one that broke would come back by itself, but
      // with the `after` it began with. Both are reopened from the last message.
      source.close();
      this.#reportLink(false);
      clearTimeout(this.#reopen);
      this.#reopen = setTimeout(() => this.#open(), REOPEN_MS);
    };
  }

  #handleEvent(event: MessageEvent<string>): void {
    this.#markAlive();
    const message = parseMessage(event);
    if (!(message.seq > this.#last)) return;
    this.#last = message.seq;
    this.follower.message(message);
  }

  /**
   * The first message of a stream. Another log's places mean other events, and below the floor events
   * are missing: either way nothing that was loaded can be followed on.
   */
  #handleLog(event: MessageEvent<string>): void {
    this.#markAlive();
    const head = JSON.parse(event.data) as StreamHead;
    const replaced = this.#log !== undefined && this.#log !== head.log;
    this.#log = head.log;
    if (replaced || head.seq < this.#last || this.#last < head.floor) this.follower.logReplaced();
  }

  #markAlive(): void {
    this.#aliveMs = performance.now();
    this.#reportLink(true);
  }

  #reportLink(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    this.follower.link(up);
  }

  async #checkHub(now = false): Promise<void> {
    if (!now && performance.now() - this.#aliveMs < CHECK_EVERY_MS) return;
    const health = await fetchHealth();
    if (this.#closed) return;
    if (health === undefined) {
      this.#reportLink(false);
      return;
    }
    if (health.seq < this.#last) {
      this.follower.logReplaced();
      return;
    }
    // Back within reach, or the log went on in silence: the old connection may no longer be
    // answered. (Or what happened is on no topic of ours; then once is enough.)
    const missed = health.seq > Math.max(this.#last, this.#checkedSeq);
    if (this.#up === false || missed) {
      this.#checkedSeq = health.seq;
      this.#open();
    }
  }
}

/** The message; one that is no JSON has its place by the stream's id alone. */
function parseMessage(event: MessageEvent<string>): StreamMessage {
  try {
    return JSON.parse(event.data) as StreamMessage;
  } catch {
    return { type: "", seq: Number(event.lastEventId), boothMs: 0, detail: null, unreadable: true };
  }
}

async function fetchHealth(): Promise<Health | undefined> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), CHECK_MS_MAX);
  try {
    const response = await fetch("/healthz", { signal: controller.signal, cache: "no-store" });
    return (await response.json()) as Health;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
