/** Which drinks this tablet makes. The others stay in Preview, quiet: they are for another tablet. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { SessionView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { menu } from "../../staff/live/live-model";
import { press } from "../../staff/press/press";
import { me as current } from "../../staff/session/session";
import { named } from "../../staff/words/drink-words";
import { clearNotices, reportFailure } from "../actions/press-notices";

export function Station({ me }: { me: SessionView }) {
  const busy = useSignal(false);
  const station = me.station ?? [];
  const set = async (drinks: string[]): Promise<void> => {
    busy.value = true;
    const ended = await press((key, halt) =>
      request<SessionView>("PUT", "sessions/me/station", { body: { drinks }, key, signal: halt }),
    );
    busy.value = false;
    if (ended.how !== "done") return reportFailure(ended);
    clearNotices();
    current.value = ended.answer;
  };
  const flip = (id: string): void => {
    const all = menu.value.drinks.map((drink) => drink.id);
    const next = station.includes(id) ? station.filter((each) => each !== id) : [...station, id];
    const known = all.filter((each) => next.includes(each));
    // All of them is no station.
    void set(known.length === all.length ? [] : known);
  };
  return (
    <fieldset class="extras-field">
      <legend>{t("station.title")}</legend>
      <div class="segments">
        <button
          type="button"
          aria-pressed={station.length === 0}
          disabled={busy.value}
          data-press
          onClick={() => void set([])}
        >
          {t("station.all")}
        </button>
        {menu.value.drinks.map((drink) => (
          <button
            type="button"
            key={drink.id}
            aria-pressed={station.includes(drink.id)}
            disabled={busy.value}
            data-press
            onClick={() => flip(drink.id)}
          >
            {named(drink, language.value)}
          </button>
        ))}
      </div>
      <p class="second">{t("station.hint")}</p>
    </fieldset>
  );
}
