// What the form of the drinks says, as a query; the booth reads it in the same way (`choosing.rs`).
// Knows nothing of the page itself.

/** The prefix of a modifier's name in its option's field, and in the one of a default shown. */
const MODIFIER = "m.";
const DEFAULT = "d.";

/** A drink that was pressed: its button's name and value. */
export interface Pressed {
  name: string;
  value: string;
}

/**
 * A form's fields as a query: of a name that comes twice the last, as the booth reads it. Another
 * drink shows its own defaults: those of this drink that were not touched stay behind. A person's
 * answers go along.
 */
export function queryOf(fields: Iterable<[string, string]>, pressed?: Pressed): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of fields) query.set(name, value);
  if (pressed === undefined) return query;
  if (pressed.value !== query.get(pressed.name)) forgetDefaults(query);
  query.set(pressed.name, pressed.value);
  return query;
}

function forgetDefaults(query: URLSearchParams): void {
  for (const [name, value] of [...query]) {
    if (!name.startsWith(DEFAULT)) continue;
    const modifier = MODIFIER + name.slice(DEFAULT.length);
    query.delete(name);
    if (query.get(modifier) === value) query.delete(modifier);
  }
}

/** The field that says of this option's row that its ticked option is a default that was shown. */
export const defaultField = (option: string): string =>
  option.startsWith(MODIFIER) ? DEFAULT + option.slice(MODIFIER.length) : "";
