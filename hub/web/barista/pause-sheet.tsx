/** Pausing the booth: one press for the usual reasons, or a length and words of one's own. */

import { useSignal } from "@preact/signals";
import type { SetStore } from "../api/types";
import { type MessageKey, t } from "../messages/messages";
import { setStore, storePending, storeRefusal } from "./actions";
import { close } from "./panel";
import { Sheet } from "./sheets";

/** Pauses that are one press away: what the button says, how long, and what the board says. */
const USUAL: readonly { word: MessageKey; minutes: number; board?: MessageKey }[] = [
  { word: "pause.five", minutes: 5 },
  { word: "pause.fifteen", minutes: 15 },
  { word: "pause.machine", minutes: 10, board: "pause.machineBoard" },
  { word: "pause.milk", minutes: 5, board: "pause.milkBoard" },
];
/** Lengths for words of one's own, minutes. */
const MINUTES = [5, 10, 15, 30] as const;
/** Longest reason, characters (`TEXT_CHARS_MAX` in the API). */
const REASON_MAX = 80;

export function PauseSheet() {
  const minutes = useSignal<number>(10);
  const reason = useSignal("");
  const busy = storePending.value !== undefined;
  const pause = async (pauseMin: number, why: string): Promise<void> => {
    const change: SetStore = { pauseMin, ...(why !== "" && { reason: why }) };
    await setStore({ ...change, state: "paused" });
    if (storeRefusal.value === undefined) close();
  };
  return (
    <Sheet title={t("pause.title")}>
      <p class="second">{t("pause.intro")}</p>
      <div class="drinks">
        {USUAL.map(({ word, minutes: n, board }) => (
          <button
            type="button"
            key={word}
            class="outlined tall"
            data-press
            disabled={busy}
            onClick={() => void pause(n, board === undefined ? "" : t(board))}
          >
            {t(word)}
            {board !== undefined && <small>{t("pause.minutes", { n })}</small>}
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
        onClick={() => void pause(minutes.value, reason.value.trim())}
      >
        {busy ? t("app.sending") : t("pause.go", { n: minutes.value })}
      </button>
    </Sheet>
  );
}
