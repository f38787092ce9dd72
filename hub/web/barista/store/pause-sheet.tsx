/** Pausing the booth: one press for the usual reasons, or a length and words of one's own. */

import { useSignal } from "@preact/signals";
import type { PauseReason, SetStore } from "../../api/types";
import { type MessageKey, t } from "../../messages/messages";
import { close } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { setStore, storePending, storeRefusal } from "./set-store";

/** Pauses that are one press away: what the button says, how long, and why; each page words that. */
const USUAL: readonly { word: MessageKey; minutes: number; because?: PauseReason }[] = [
  { word: "pause.five", minutes: 5 },
  { word: "pause.fifteen", minutes: 15 },
  { word: "pause.machine", minutes: 10, because: "machine" },
  { word: "pause.milk", minutes: 5, because: "milk" },
];
/** Lengths for words of one's own, minutes. */
const MINUTES = [5, 10, 15, 30] as const;
/** Longest reason, characters (`TEXT_CHARS_MAX` in the API). */
const REASON_MAX = 80;

export function PauseSheet() {
  const minutes = useSignal<number>(10);
  const reason = useSignal("");
  const busy = storePending.value !== undefined;
  const why = reason.value.trim();
  const pause = async (change: SetStore): Promise<void> => {
    await setStore({ ...change, state: "paused" });
    if (storeRefusal.value === undefined) close();
  };
  return (
    <Sheet title={t("pause.title")}>
      <p class="second">{t("pause.intro")}</p>
      <div class="drinks">
        {USUAL.map(({ word, minutes: n, because }) => (
          <button
            type="button"
            key={word}
            class="outlined tall"
            data-press
            disabled={busy}
            onClick={() => void pause({ pauseMin: n, ...(because && { because }) })}
          >
            {t(word)}
            {because !== undefined && <small>{t("pause.minutes", { n })}</small>}
          </button>
        ))}
      </div>
      <fieldset class="extras-field">
        <legend>{t("pause.other")}</legend>
        <div class="segments">
          {MINUTES.map((n) => (
            <button type="button" aria-pressed={minutes.value === n} onClick={() => (minutes.value = n)}>
              {t("pause.minutes", { n })}
            </button>
          ))}
        </div>
      </fieldset>
      <label class="field">
        <span>{t("pause.why")}</span>
        <input
          value={reason.value}
          maxLength={REASON_MAX}
          placeholder={t("pause.whyHint")}
          onInput={(event) => (reason.value = event.currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class="filled tall"
        data-press
        disabled={busy}
        onClick={() => void pause({ pauseMin: minutes.value, ...(why !== "" && { reason: why }) })}
      >
        {busy ? t("app.sending") : t("pause.go", { n: minutes.value })}
      </button>
    </Sheet>
  );
}
