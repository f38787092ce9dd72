/** Who uses this tablet: pairing by PIN and name, and the end of it. */

import { signal } from "@preact/signals";
import { Refused, get, newKey, request } from "../api/client";
import type { SessionView } from "../api/types";

/** `undefined` until the hub was asked, `null` when nobody is signed in. */
export const me = signal<SessionView | null | undefined>(undefined);

/** Pause before a hub out of reach is asked again, ms. */
const ASK_AGAIN_MS = 1_500;

/** Asks the hub who this tablet belongs to. */
export async function recall(): Promise<void> {
  try {
    me.value = await get<SessionView>("sessions/me");
  } catch (cause) {
    if (cause instanceof Refused) me.value = null;
    else setTimeout(() => void recall(), ASK_AGAIN_MS);
  }
}

/** Asks once whether this tablet is still paired: the crew may have ended it. */
export async function stillPaired(): Promise<void> {
  try {
    await get<SessionView>("sessions/me");
  } catch (cause) {
    noticed(cause);
  }
}

/** Looks at what a request came to: whoever is not paired any more signs in anew. */
export function noticed(cause: unknown): void {
  if (cause instanceof Refused && cause.word === "not-signed-in") signedOut();
}

/** Pairs this tablet. Throws `Refused` or `Unreachable`. */
export async function signIn(pin: string, name: string): Promise<void> {
  me.value = await request<SessionView>("POST", "sessions", { body: { pin, name }, key: newKey() });
}

export async function signOut(): Promise<void> {
  const session = me.value;
  if (session) await request("DELETE", `sessions/${session.sessionId}`);
  signedOut();
}

/** The hub no longer knows this tablet. */
export function signedOut(): void {
  me.value = null;
}
