/** Chooses the language of this tablet. */

import { LANGUAGES, type Language, language, speak } from "../../messages/messages";

export function LanguageSwitch() {
  return (
    <div class="segments" role="group">
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([tag, name]) => (
        <button type="button" lang={tag} aria-pressed={language.value === tag} onClick={() => speak(tag)}>
          {name}
        </button>
      ))}
    </div>
  );
}
