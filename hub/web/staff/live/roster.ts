/**
 * Who is on shift: baristas and crew, and whose tablet has been silent for a while. No event says
 * that someone is away, so the hub is asked now and then.
 */

import { computed, signal } from "@preact/signals";
import { get } from "../../api/client";
import type { SessionView, Sessions } from "../../api/types";
import { listen } from "./live-model";

/** How often the hub is asked, ms: being away is counted in minutes. */
const ASK_EVERY_MS = 15_000;

export const roster = signal<readonly SessionView[]>([]);
/** Sessions that are away. */
export const away = computed(
  () => new Set(roster.value.filter((each) => each.away).map((each) => each.sessionId)),
);

/** Keeps the roster up to date. Returns the function that ends it. */
export function followRoster(): () => void {
  const ask = (): void => {
    get<Sessions>("roster").then(
      ({ sessions }) => (roster.value = sessions),
      // Out of reach: who was there last stays, and the page says that it is cut off.
      () => undefined,
    );
  };
  ask();
  const timer = setInterval(ask, ASK_EVERY_MS);
  const stopListening = listen((message) => {
    if (message.type.startsWith("Access.")) ask();
  });
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
