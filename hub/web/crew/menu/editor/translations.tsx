/** A name in other languages, folded: every one may stay empty. */

import { t } from "../../../messages/messages";
import { NAME_MAX, TRANSLATIONS, translated } from "./menu-draft";

interface TranslationsProps {
  thing: { name: string; names?: Record<string, string> };
  change(names: Record<string, string>): void;
}

export function Translations({ thing, change }: TranslationsProps) {
  const given = Object.keys(thing.names ?? {});
  const languages = [...new Set([...TRANSLATIONS, ...given])];
  return (
    <details class="translations">
      <summary>
        {given.length === 0
          ? t("editor.translations")
          : t("editor.translated", { list: given.map(ownName).join(", ") })}
      </summary>
      <div class="stack">
        {languages.map((tag) => (
          <label class="line-field" key={tag}>
            <span>{ownName(tag)}</span>
            <input
              lang={tag}
              value={thing.names?.[tag] ?? ""}
              maxLength={NAME_MAX}
              onInput={(event) => change(translated(thing.names, tag, event.currentTarget.value))}
            />
          </label>
        ))}
      </div>
    </details>
  );
}

/** What a language calls itself: `Deutsch`. */
function ownName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    // A file may hold a tag that is none.
    return tag;
  }
}
