/** Pausing the booth: for how long, and what the board says meanwhile. */

import { useSignal } from "@preact/signals";
import { t } from "../messages/messages";
import { setStore, storePending, storeRefusal } from "./actions";
import { close } from "./panel";
import { Sheet } from "./sheets";

/** Lengths of a pause that are one press away, minutes. */
const MINUTES = [5, 10, 15, 30] as const;
/** Longest reason, characters (`TEXT_CHARS_MAX` in the API). */
const REASON_MAX = 80;

export function PauseSheet() {
  const minutes = useSignal<number>(10);
  const reason = useSignal("");
  const pause = async (): Promise<void> => {
    const why = reason.value.trim();
    await setStore({ state: "paused", pauseMin: minutes.value, ...(why !== "" && { reason: why }) });
    if (storeRefusal.value === undefined) close();
  };
  return (
    <Sheet title={t("pause.title")}>
      <p class="second">{t("pause.intro")}</p>
      <fieldset class="extras-field">
        <legend>{t("pause.howLong")}</legend>
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
        disabled={storePending.value !== undefined}
        onClick={() => void pause()}
      >
        {storePending.value === undefined ? t("pause.go", { n: minutes.value }) : t("app.sending")}
      </button>
    </Sheet>
  );
}
