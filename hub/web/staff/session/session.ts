/** Who uses this tablet: pairing by PIN and name, and the end of it. */

import { signal } from "@preact/signals";
import { Refused, get, newKey, request } from "../../api/client";
import type { SessionView } from "../../api/types";

/** `undefined` until the hub was asked, `null` when nobody is signed in. */
export const me = signal<SessionView | null | undefined>(undefined);

/** Pause before a hub that did not say is asked again, ms. */
const ASK_AGAIN_MS = 1_500;

/** Asks the hub who this tablet belongs to; again where it cannot tell just now. */
export async function recall(): Promise<void> {
  try {
    me.value = await get<SessionView>("sessions/me");
  } catch (cause) {
    if (!noticed(cause)) setTimeout(() => void recall(), ASK_AGAIN_MS);
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

/**
 * Looks at what a request came to: whoever is not paired any more signs in anew. Gives whether it was
 * that, which the sign-in then says better than any refusal.
 */
export function noticed(cause: unknown): boolean {
  const unpaired = cause instanceof Refused && cause.word === "not-signed-in";
  if (unpaired) signedOut();
  return unpaired;
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
