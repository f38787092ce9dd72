/** One write of a form: on its way, done, or what went wrong in words. */

import { type Signal, useSignal } from "@preact/signals";
import { Refused, Unreachable } from "../api/client";
import { t } from "../messages/messages";
import { refusalWords } from "../staff/refusal-words";
import { noticed } from "../staff/session";

export type SavingState = "rest" | "busy" | "done" | { mistake: string };

export interface Saving {
  state: Signal<SavingState>;
  /** Runs the write; gives its answer, or nothing if there is none. */
  run<T>(write: () => Promise<T>): Promise<T | undefined>;
}

export function useSaving(): Saving {
  const state = useSignal<SavingState>("rest");
  const run = async <T>(write: () => Promise<T>): Promise<T | undefined> => {
    if (state.value === "busy") return undefined;
    state.value = "busy";
    try {
      const answer = await write();
      state.value = "done";
      return answer;
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof Unreachable)) throw cause;
      noticed(cause);
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
