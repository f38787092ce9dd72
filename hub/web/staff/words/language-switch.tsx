/** Chooses the language of this tablet. */

import { LANGUAGES, type Language, language, setLanguage } from "../../messages/messages";

export function LanguageSwitch() {
  return (
    <div class="segments" role="group">
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([tag, name]) => (
        <button
          type="button"
          lang={tag}
          aria-pressed={language.value === tag}
          onClick={() => setLanguage(tag)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
