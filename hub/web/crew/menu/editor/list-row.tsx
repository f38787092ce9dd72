/**
 * A list in the menu's editors: an entry moves by one place, is taken out, and bears its name in a
 * field. Nothing needs to be dragged.
 */

import { t } from "../../../messages/messages";
import { FieldMistake } from "./field-mistake";
import { type Mistakes, NAME_MAX, moved, removed, replaced } from "./menu-draft";

interface EntryProps<T> {
  list: readonly T[];
  /** The entry's place. */
  at: number;
  change(next: T[]): void;
}

interface ListRowProps<T> extends EntryProps<T> {
  label: string;
  placeholder: string;
  wrong: Mistakes;
  /** The place of the entry's mistake, if it has one. */
  place: string;
}

/** An entry with a name: its field, then the ways to move it and to take it out. */
export function ListRow<T extends { name: string }>(props: ListRowProps<T>) {
  const { list, at, change, label, placeholder, wrong, place } = props;
  const entry = list[at];
  if (entry === undefined) return null;
  const { name } = entry;
  return (
    <>
      <div class="line-field">
        <input
          class={wrong.has(place) ? "wrong" : ""}
          value={name}
          maxLength={NAME_MAX}
          aria-label={label}
          placeholder={placeholder}
          onInput={(event) => change(replaced(list, at, { ...entry, name: event.currentTarget.value }))}
        />
        <EntryMover list={list} at={at} name={name} change={change} />
        <RemoveButton list={list} at={at} label={t("editor.remove", { name })} change={change} />
      </div>
      <FieldMistake wrong={wrong} at={place} />
    </>
  );
}

interface EntryMoverProps<T> extends EntryProps<T> {
  name: string;
  /** Whether the list is shown with its last entry on top. */
  lastOnTop?: boolean;
}

/** Up and down by one place. */
export function EntryMover<T>({ list, at, name, change, lastOnTop = false }: EntryMoverProps<T>) {
  const [top, bottom] = lastOnTop ? [list.length - 1, 0] : [0, list.length - 1];
  const up = lastOnTop ? 1 : -1;
  return (
    <span class="mover">
      <button
        type="button"
        class="outlined"
        disabled={at === top}
        aria-label={t("editor.up", { name })}
        onClick={() => change(moved(list, at, up))}
      >
        ↑
      </button>
      <button
        type="button"
        class="outlined"
        disabled={at === bottom}
        aria-label={t("editor.down", { name })}
        onClick={() => change(moved(list, at, up === 1 ? -1 : 1))}
      >
        ↓
      </button>
    </span>
  );
}

interface RemoveButtonProps<T> extends EntryProps<T> {
  label: string;
}

export function RemoveButton<T>({ list, at, label, change }: RemoveButtonProps<T>) {
  return (
    <button type="button" class="outlined" aria-label={label} onClick={() => change(removed(list, at))}>
      ✕
    </button>
  );
}
