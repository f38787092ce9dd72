/** The undo bar's offer: the last thing that was done, and for 10 s the way to undo it. */

import { signal } from "@preact/signals";

/** How long an undo is offered, s. */
export const UNDO_S = 10;

export interface Offer {
  text: string;
  /** Begins to take it back. Returns whether it could; if not, it is offered on. */
  undo?: () => boolean;
  /** Steady ms at which it goes. */
  untilMs: number;
}

export const offer = signal<Offer | undefined>(undefined);

/**
 * Offers to undo what was just done; without `undo`, only names it. `undo` returns whether it has
 * begun.
 */
export function propose(text: string, undo?: () => boolean): void {
  offer.value = { text, ...(undo && { undo }), untilMs: performance.now() + UNDO_S * 1_000 };
}

export function withdrawOffer(): void {
  offer.value = undefined;
}

/** Takes the last thing back, as long as that is offered; the offer stays if it cannot be just now. */
export function undoLast(): void {
  if (offer.value?.undo?.()) withdrawOffer();
}
