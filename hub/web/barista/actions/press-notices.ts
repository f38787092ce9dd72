/**
 * Presses that failed and have no card to say so at. Each is shown in the banner until it was read,
 * or until a later press about the same came through.
 */

import { signal } from "@preact/signals";
import { t } from "../../messages/messages";
import type { Failed } from "../../staff/press/press";
import { forgetSession, isSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";

export interface PressNotice {
  text: string;
  /** The order's id; none for a press about the booth. */
  about?: string;
}

export const pressNotices = signal<readonly PressNotice[]>([]);

/** Shows why a press about the booth failed. */
export function reportFailure(failed: Failed): void {
  if (failed.how === "given-back") addNotice(t("press.givenBackStore"));
  else if (isSignedOut(failed.refused)) forgetSession();
  else addNotice(refusalWords(failed.refused));
}

/** Shows a notice; the same words are shown once. */
export function addNotice(text: string, about?: string): void {
  const others = pressNotices.value.filter((other) => other.text !== text);
  pressNotices.value = [...others, { text, ...(about !== undefined && { about }) }];
}

/** A press came through: earlier failures about the same order, or about the booth, are over. */
export function clearNotices(about?: string): void {
  if (pressNotices.value.some((each) => each.about === about)) {
    pressNotices.value = pressNotices.value.filter((each) => each.about !== about);
  }
}

/** They were read. */
export function dismissPressNotices(): void {
  pressNotices.value = [];
}
