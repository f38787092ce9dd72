/** An occasion's form as values, and its days in words. Pure. */

import type { Menu, Occasion, StartOccasion } from "../../api/types";

/** Longest name, characters (`TEXT_CHARS_MAX` in the API). */
export const NAME_MAX = 80;

export interface OccasionDraft {
  name: string;
  /** `2026-11-24`, or empty. */
  start: string;
  end: string;
  /** Whether the menu stays as it is, or begins empty. */
  menu: "kept" | "empty";
}

export const NO_DRAFT: OccasionDraft = { name: "", start: "", end: "", menu: "kept" };

/** Whether nothing was filled in yet. */
export function isUntouched({ name, start, end, menu }: OccasionDraft): boolean {
  return name.trim() === "" && start === "" && end === "" && menu === NO_DRAFT.menu;
}

export function mistakeIn({ name, start, end }: OccasionDraft): "name" | "end" | undefined {
  const length = [...name.trim()].length;
  if (length === 0 || length > NAME_MAX) return "name";
  return start !== "" && end !== "" && end < start ? "end" : undefined;
}

/** The request to the hub; only for a draft without mistakes. */
export function startOf({ name, start, end, menu }: OccasionDraft): StartOccasion {
  const nothing: Menu = { drinks: [] };
  return {
    name: name.trim(),
    ...(start !== "" && { start }),
    ...(end !== "" && { end }),
    ...(menu === "empty" && { menu: nothing }),
  };
}

/** `24–25 Nov 2026`, as the language writes it; nothing where no day is set. */
export function daysOf({ start, end }: Pick<Occasion, "start" | "end">, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const days = [start, end].map((day) => (day === undefined ? Number.NaN : Date.parse(day)));
  const [first, last] = days.map((ms) => (Number.isNaN(ms) ? undefined : ms));
  if (first === undefined) return last === undefined ? "" : format.format(last);
  return last === undefined || last === first ? format.format(first) : format.formatRange(first, last);
}
