/** One write of a form: on its way, done, or its mistake in words. */

import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Refused, Unreachable } from "../../api/client";
import { t } from "../../messages/messages";
import { handleSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";
import { WriteKey } from "./write-key";

export type SavingState = "rest" | "busy" | "done" | { mistake: string };

export interface Saving {
  state: Signal<SavingState>;
  /**
   * Runs the write of this content under its idempotency key. Returns its answer, or `undefined` if
   * there is none. The write depends on the content; left out, it is always the same.
   */
  run<T>(write: (key: string) => Promise<T>, content?: unknown): Promise<T | undefined>;
}

export function useSaving(): Saving {
  const state = useSignal<SavingState>("rest");
  const key = useRef(new WriteKey()).current;
  const run = async <T>(write: (key: string) => Promise<T>, content?: unknown): Promise<T | undefined> => {
    if (state.value === "busy") return undefined;
    state.value = "busy";
    try {
      const answer = await key.send(content, write);
      state.value = "done";
      return answer;
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof Unreachable)) throw cause;
      handleSignedOut(cause);
      state.value = { mistake: cause instanceof Refused ? refusalWords(cause) : t("form.unreachable") };
      return undefined;
    }
  };
  return { state, run };
}

/** The mistake of a write, if it has one. */
export function mistakeOf({ state }: Saving): string | undefined {
  return typeof state.value === "object" ? state.value.mistake : undefined;
}
