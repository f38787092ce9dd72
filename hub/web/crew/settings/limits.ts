/** The limits' form as values: from settings to text, and back with mistakes by field. Pure. */

import { type BoardNames, SETTING_RANGES, type Settings } from "../../api/types";

type NumberField = keyof typeof SETTING_RANGES;

export const NUMBER_FIELDS = Object.keys(SETTING_RANGES) as NumberField[];
export const BOARD_NAMES: readonly BoardNames[] = ["first", "initial", "none"];

/** The text of the form's fields. */
export type Draft = Record<NumberField, string> & { boothLetter: string; boardNames: BoardNames };
export type Field = keyof Draft;

export function draftOf(settings: Settings): Draft {
  const numbers = NUMBER_FIELDS.map((field) => [field, String(settings[field])]);
  return {
    ...(Object.fromEntries(numbers) as Record<NumberField, string>),
    boothLetter: settings.boothLetter,
    boardNames: settings.boardNames,
  };
}

/** What this number may be, beside the others of the form: red comes after amber. */
export function rangeOf(field: NumberField, draft: Draft): readonly [min: number, max: number] {
  const [min, max] = SETTING_RANGES[field];
  const amber = field === "ageLateS" ? Number(draft.ageWarnS) : NaN;
  return [Number.isInteger(amber) ? Math.min(Math.max(min, amber + 1), max) : min, max];
}

/** Fields whose text cannot be saved. */
export function mistakes(draft: Draft): Set<Field> {
  const wrong = new Set<Field>();
  for (const field of NUMBER_FIELDS) {
    const [min, max] = rangeOf(field, draft);
    const text = draft[field].trim();
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) wrong.add(field);
  }
  if (!/^[A-Z]$/.test(draft.boothLetter)) wrong.add("boothLetter");
  return wrong;
}

/** The settings of these fields, to save; only for a draft without mistakes. */
export function settingsOf(draft: Draft, fields: readonly Field[]): Partial<Settings> {
  const words: readonly Field[] = ["boothLetter", "boardNames"];
  return Object.fromEntries(
    fields.map((field) => [field, words.includes(field) ? draft[field] : Number(draft[field])]),
  );
}

/** Fields in which two forms differ. */
export function changedFields(one: Draft, other: Draft): Field[] {
  return (Object.keys(one) as Field[]).filter((field) => one[field] !== other[field]);
}
