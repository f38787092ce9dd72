/** This tablet: which drinks it makes, handing over, the shift's sound and screen, language, keys. */

import { useSignal } from "@preact/signals";
import type { SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { orders } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { signOut } from "../../staff/session/session";
import { LanguageSwitch } from "../../staff/words/language-switch";
import { handOver } from "../actions/order-actions";
import { close, toggle } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { columns, isOwn } from "../queue/columns";
import { awake, soundOn, startShift } from "./shift";
import { Station } from "./station";

export function MeSheet({ me }: { me: SessionView }) {
  const mistake = useSignal<string | undefined>(undefined);
  const leave = (): void => {
    signOut().then(close, () => (mistake.value = t("signin.unreachable")));
  };
  return (
    <Sheet title={me.name ?? t("me.title")}>
      <HandOver me={me} />
      <Station me={me} />
      <Shift />
      <fieldset class="extras-field">
        <legend>{t("me.language")}</legend>
        <LanguageSwitch />
      </fieldset>
      {mistake.value !== undefined && <p class="mistake">{mistake.value}</p>}
      <div class="moves at-end">
        <button type="button" class="outlined" onClick={() => toggle({ kind: "keys" })}>
          {t("keys.title")}
        </button>
        <button type="button" class="outlined" onClick={leave}>
          {t("me.signOut")}
        </button>
      </div>
    </Sheet>
  );
}

function Shift() {
  const well = soundOn.value && awake.value;
  return (
    <fieldset class="extras-field">
      <legend>{t("me.shiftTitle")}</legend>
      <dl class="pairs">
        <dt>{t("me.sound")}</dt>
        <dd class={soundOn.value ? "well" : "unwell"}>{soundOn.value ? t("me.on") : t("me.off")}</dd>
        <dt>{t("me.awake")}</dt>
        <dd class={awake.value ? "well" : "unwell"}>{awake.value ? t("me.on") : t("me.off")}</dd>
      </dl>
      {!well && (
        <button type="button" class="filled tall" onClick={() => void startShift()}>
          {t("me.shift")}
        </button>
      )}
    </fieldset>
  );
}

/** Everything that one is making, to someone else: shown while there is something to hand over. */
function HandOver({ me }: { me: SessionView }) {
  const busy = useSignal(false);
  const making = columns(orders.value.values(), me.sessionId).production.filter((order) =>
    isOwn(order, me.sessionId),
  );
  const others = roster.value.filter((each) => each.sessionId !== me.sessionId);
  if (making.length === 0) return null;
  const give = async (to: SessionView): Promise<void> => {
    busy.value = true;
    if (await handOver(making, to)) close();
    busy.value = false;
  };
  return (
    <fieldset class="extras-field">
      <legend>{t("me.handOver", { n: making.length })}</legend>
      {others.length === 0 && <p class="second">{t("me.handOverNobody")}</p>}
      <div class="segments">
        {others.map((each) => (
          <button
            type="button"
            key={each.sessionId}
            data-press
            disabled={busy.value}
            onClick={() => void give(each)}
          >
            {each.name ?? t(`role.${each.role}`)}
            {each.away && <small> {t("me.away")}</small>}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
