/** The last line of a form, and the mistake of its last press. */

import { t } from "../../messages/messages";
import { type Saving, mistakeOf } from "./saving";

/** The button of a form and, beside it, how the last press ended. */
export function SaveLine({ saving, word, done }: { saving: Saving; word: string; done: string }) {
  const mistake = mistakeOf(saving);
  return (
    <div class="save-line">
      <button type="submit" class="filled" disabled={saving.state.value === "busy"}>
        {saving.state.value === "busy" ? t("form.saving") : word}
      </button>
      {saving.state.value === "done" && <span class="well">{done}</span>}
      {mistake !== undefined && (
        <span class="mistake" role="alert">
          {mistake}
        </span>
      )}
    </div>
  );
}

export function Mistake({ saving }: { saving: Saving }) {
  const mistake = mistakeOf(saving);
  return mistake === undefined ? null : (
    <p class="mistake" role="alert">
      {mistake}
    </p>
  );
}
