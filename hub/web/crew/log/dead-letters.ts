/**
 * The dead letters that the crew looks at: read again whenever the bus says something of one. What
 * failed by itself has a line; what only waits behind it is counted there.
 */

import { signal } from "@preact/signals";
import { Refused, Unreachable, get } from "../../api/client";
import type { DeadLetterView, DeadLetters } from "../../api/types";
import type { MessageKey } from "../../messages/messages";
import { listen, loads } from "../../staff/live/live-model";
import { handleSignedOut } from "../../staff/session/session";

/** Pause before a list that could not be read is asked for again, ms. */
const AGAIN_MS = 3_000;
/** The hub's reason of one that has not failed itself (`BEHIND_ANOTHER` in the core). */
const BEHIND_ANOTHER = "an earlier event of the same key is a dead letter";

/** One that failed, and how many wait behind it. */
export interface Failure {
  letter: DeadLetterView;
  waiting: number;
}

/** Those that failed, in the order of the list, each with what waits behind it. Pure. */
export function failures(letters: readonly DeadLetterView[]): Failure[] {
  const found: Failure[] = [];
  const first = new Map<string, Failure>();
  for (const letter of letters) {
    const { consumer, key, timer, reason } = letter;
    // Without a key nothing waits behind it, and a timer holds nothing up.
    const row = key === undefined || timer !== undefined ? undefined : `${consumer} ${key}`;
    const ahead = row === undefined ? undefined : first.get(row);
    if (ahead !== undefined && reason === BEHIND_ANOTHER) {
      ahead.waiting += 1;
      continue;
    }
    const failure = { letter, waiting: 0 };
    found.push(failure);
    if (row !== undefined && ahead === undefined) first.set(row, failure);
  }
  return found;
}

/** The order that one is about, by its id. Pure. */
export function orderOf({ key }: DeadLetterView): string | undefined {
  return key?.startsWith("order:") ? key.slice("order:".length) : undefined;
}

/** The hub's words for what is stored and cannot be used. */
const STORED = /database|JSON|cannot be read|damaged|not in the log/;

/** Why it failed, as the crew needs to know it: what to expect of *Redrive*. Pure. */
export function whyOf({ reason }: DeadLetterView): MessageKey {
  if (reason === BEHIND_ANOTHER) return "dead.whyBehind";
  return STORED.test(reason ?? "") ? "dead.whyStored" : "dead.whyProgram";
}

/** The list, followed. */
export class DeadLetterList {
  /** `undefined` before the first answer. */
  readonly now = signal<DeadLetters | undefined>(undefined);
  /** How many were left by the last *Redrive*, for as long as that is true. */
  readonly leftByRedrive = signal<number | undefined>(undefined);
  /** Counts questions: only the last one's answer is taken. */
  #turn = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** Reads the list, then follows. Returns the function that ends it. */
  follow(): () => void {
    const stopListening = listen(({ type }) => {
      if (type.startsWith("Bus.")) void this.load();
    });
    const stopWatchingLoads = loads.subscribe(() => void this.load());
    return () => {
      this.#turn += 1;
      stopListening();
      stopWatchingLoads();
      clearTimeout(this.#waiting);
    };
  }

  /** Reads the list. Resolves to whether it was read. */
  async load(): Promise<boolean> {
    const turn = ++this.#turn;
    clearTimeout(this.#waiting);
    try {
      const found = await get<DeadLetters>("dead-letters");
      if (turn !== this.#turn) return false;
      if (found.total !== this.leftByRedrive.peek()) this.leftByRedrive.value = undefined;
      this.now.value = found;
      return true;
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof Unreachable)) throw cause;
      if (turn !== this.#turn) return false;
      handleSignedOut(cause);
      this.#waiting = setTimeout(() => void this.load(), AGAIN_MS);
      return false;
    }
  }

  /** A redrive has ended: what is left of the list has failed again. */
  async redriven(): Promise<void> {
    if (await this.load()) this.leftByRedrive.value = this.now.peek()?.total;
  }
}
