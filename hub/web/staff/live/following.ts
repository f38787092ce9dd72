/** Follows the booth as long as someone is signed in who may, and lets go when they are not. */

import { effect } from "@preact/signals";
import { start, stop } from "./live-model";
import { followRoster } from "./roster";
import { sendTimeOfDay } from "./time-of-day";

/** `sessionOf` returns the session to follow as, from signals; another session begins again. */
export function followAs(sessionOf: () => string | undefined): void {
  let following: string | undefined;
  let leaveRoster = (): void => undefined;
  effect(() => {
    const session = sessionOf();
    if (session === following) return;
    following = session;
    leaveRoster();
    leaveRoster = session === undefined ? () => undefined : followRoster();
    if (session === undefined) {
      stop();
    } else {
      void start();
      void sendTimeOfDay();
    }
  });
}
