/** This tablet: the shift's sound and screen, the language, and signing out. */

import { useSignal } from "@preact/signals";
import { t } from "../messages/messages";
import { LanguageSwitch } from "../staff/language-switch";
import { signOut } from "../staff/session";
import { close } from "./panel";
import { Sheet } from "./sheets";
import { awake, soundOn, startShift } from "./shift";

export function MeSheet() {
  const mistake = useSignal<string | undefined>(undefined);
  const leave = (): void => {
    signOut().then(close, () => (mistake.value = t("signin.unreachable")));
  };
  return (
    <Sheet title={t("me.title")}>
      <p class="second">{t("me.shiftHint")}</p>
      <dl class="pairs">
        <dt>{t("me.sound")}</dt>
        <dd class={soundOn.value ? "well" : "unwell"}>{soundOn.value ? t("me.on") : t("me.off")}</dd>
        <dt>{t("me.awake")}</dt>
        <dd class={awake.value ? "well" : "unwell"}>{awake.value ? t("me.on") : t("me.off")}</dd>
      </dl>
      {(!soundOn.value || !awake.value) && (
        <button type="button" class="filled tall" onClick={() => void startShift()}>
          {t("me.shift")}
        </button>
      )}
      <fieldset class="extras-field">
        <legend>{t("me.language")}</legend>
        <LanguageSwitch />
      </fieldset>
      {mistake.value !== undefined && <p class="mistake">{mistake.value}</p>}
      <button type="button" class="outlined at-end" onClick={leave}>
        {t("me.signOut")}
      </button>
    </Sheet>
  );
}
