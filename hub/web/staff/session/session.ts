/** Who uses this tablet: pairing by PIN and name, and the end of it. */

import { signal } from "@preact/signals";
import { Refused, get, newKey, request } from "../../api/client";
import type { SessionView } from "../../api/types";

/** `undefined` until the hub was asked, `null` when no one is signed in. */
export const me = signal<SessionView | null | undefined>(undefined);

/** Pause before a hub that did not say is asked again, ms. */
const ASK_AGAIN_MS = 1_500;

/** Asks the hub who this tablet belongs to; again where it cannot answer just now. */
export async function loadSession(): Promise<void> {
  try {
    me.value = await get<SessionView>("sessions/me");
  } catch (cause) {
    if (isSignedOut(cause)) forgetSession();
    else setTimeout(() => void loadSession(), ASK_AGAIN_MS);
  }
}

/** Asks once whether this tablet is still paired: the crew may have ended it. */
export async function checkPairing(): Promise<void> {
  try {
    await get<SessionView>("sessions/me");
  } catch (cause) {
    handleSignedOut(cause);
  }
}

/** Whether a request failed because this tablet is no longer paired. */
export function isSignedOut(cause: unknown): boolean {
  return cause instanceof Refused && cause.word === "not-signed-in";
}

/** Shows the sign-in if that is why a request failed: it says more than the refusal would. */
export function handleSignedOut(cause: unknown): void {
  if (isSignedOut(cause)) forgetSession();
}

/** Pairs this tablet. Throws `Refused` or `Unreachable`. */
export async function signIn(pin: string, name: string): Promise<void> {
  me.value = await request<SessionView>("POST", "sessions", { body: { pin, name }, key: newKey() });
}

export async function signOut(): Promise<void> {
  const session = me.value;
  if (session) await request("DELETE", `sessions/${session.sessionId}`);
  forgetSession();
}

/** The hub no longer knows this tablet. */
export function forgetSession(): void {
  me.value = null;
}
