/**
 * A form's unsaved changes, and the question before they are left. A page has at most one such form
 * at a time. Links away from a page ask here first; the browser itself asks before a tab is closed.
 */

import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** A form with changes in it. */
export interface Unsaved {
  /** The changes that would be lost, in a sentence. */
  words: string;
  /** Saves, and says whether that went well; left out where saving needs an answer of its own. */
  save?(): Promise<boolean>;
}

export const unsaved = signal<Unsaved | undefined>(undefined);
/** Where one would go once the question is answered. */
export const leaving = signal<(() => void) | undefined>(undefined);

/** Declares the changes of the calling form; `undefined` once nothing would be lost. */
export function useUnsaved(now: Unsaved | undefined): void {
  // Before the next paint: a press may follow at once.
  useLayoutEffect(() => {
    unsaved.value = now;
    if (now === undefined) leaving.value = undefined;
    return () => {
      if (unsaved.peek() === now) unsaved.value = undefined;
    };
  });
}

/** The fields of a draft that were typed since this was sent, and so are not saved with it. */
export function typedSince<Draft extends object>(draft: Draft, sent: Draft): Partial<Draft> {
  const fields = Object.entries(draft).filter(([field, value]) => value !== sent[field as keyof Draft]);
  return Object.fromEntries(fields) as Partial<Draft>;
}

/** Goes if nothing would be lost, and says so; else asks first. */
export function leave(go: () => void): boolean {
  if (unsaved.peek() !== undefined) {
    leaving.value = go;
    return false;
  }
  go();
  return true;
}

/** The answer "keep editing". */
export function stay(): void {
  leaving.value = undefined;
}

/** The answer "discard". */
export function discard(): void {
  const go = leaving.peek();
  unsaved.value = undefined;
  leaving.value = undefined;
  go?.();
}

/** The answer "save": goes only if it was saved, for a mistake wants to be seen. */
export async function saveAndGo(): Promise<void> {
  const go = leaving.peek();
  leaving.value = undefined;
  if (await unsaved.peek()?.save?.()) {
    unsaved.value = undefined;
    go?.();
  }
}

/** Has the browser ask before the tab is closed or the page is loaded again. */
export function askBeforeClosing(): void {
  addEventListener("beforeunload", (event) => {
    if (unsaved.peek() === undefined) return;
    event.preventDefault();
    // For browsers before 2023.
    event.returnValue = "";
  });
}
