/**
 * Presses on their way to the hub. A press has one idempotency key for its life. Off the network it
 * is sent again with that key for {@link KEPT_MS}, then given back; nothing older is ever sent,
 * since by then someone else may have done it. Pure but for the clock, the pause and the sending,
 * which are handed in.
 */

import { Refused, Unreachable, newKey } from "../../api/client";

/** How long a press is kept while the hub is out of reach, ms. */
export const KEPT_MS = 10_000;
/** Pause between two tries of one press, ms. */
export const TRY_AGAIN_MS = 700;
/** Touches closer than this are one touch of a wet finger, ms. */
export const SECOND_TOUCH_MS = 400;
/** … if they are no further apart than this, CSS px: cards move up under the finger. */
export const SECOND_TOUCH_PX = 90;

/** How a press failed. */
export type Failed = { how: "refused"; refused: Refused } | { how: "given-back" };

/** How a press ended. */
export type Ended<T> = { how: "done"; answer: T } | Failed;

export interface PressClock {
  /** Steady ms. */
  now(): number;
  pause(ms: number): Promise<void>;
}

export const pressClock: PressClock = {
  now: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Sends until there is an answer, a refusal, or the press is too old. */
export async function press<T>(
  send: (key: string, signal: AbortSignal) => Promise<T>,
  clock: PressClock = pressClock,
): Promise<Ended<T>> {
  const key = newKey();
  const begun = clock.now();
  const controller = new AbortController();
  void clock.pause(KEPT_MS).then(() => controller.abort());
  while (clock.now() - begun < KEPT_MS) {
    try {
      return { how: "done", answer: await send(key, controller.signal) };
    } catch (cause) {
      if (cause instanceof Refused) return { how: "refused", refused: cause };
      if (!(cause instanceof Unreachable)) throw cause;
    }
    await clock.pause(TRY_AGAIN_MS);
  }
  return { how: "given-back" };
}

export interface Touch {
  atMs: number;
  x: number;
  y: number;
  /** The touched element, if it stays where it is whatever is pressed. */
  on?: object;
}

/** Whether `touch` is the bounce of `last` rather than a press of its own. */
export function isSecondTouch(last: Touch | undefined, touch: Touch): boolean {
  if (last === undefined || touch.atMs - last.atMs >= SECOND_TOUCH_MS) return false;
  // Two things that both stay in their places were both meant.
  if (last.on !== undefined && touch.on !== undefined && last.on !== touch.on) return false;
  return Math.hypot(touch.x - last.x, touch.y - last.y) <= SECOND_TOUCH_PX;
}
