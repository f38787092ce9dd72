/** *Live log*: events as they come, by name, and deliveries that were set aside. */

import { useSignal } from "@preact/signals";
import { request } from "../api/client";
import { language, t } from "../messages/messages";
import { store } from "../staff/live";
import { about, events, filtered, timeOf } from "./events";
import { Card, Mistake } from "./parts";
import { useSaving } from "./saving";

/** Events drawn at most: more is slower than it is useful. */
const SHOWN_MAX = 150;

export function LogPage() {
  const typed = useSignal("");
  const fits = filtered(events.value, typed.value);
  return (
    <div class="grid">
      <Aside />
      <Card title={t("nav.log")} span={4}>
        <label class="field">
          <span>{t("log.filter")}</span>
          <input
            type="search"
            value={typed.value}
            placeholder={t("log.filterHint")}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <p class="second">
          {fits.length === 0 ? t("log.none") : t("log.shown", { n: Math.min(fits.length, SHOWN_MAX) })}
        </p>
        <ol class="log long">
          {fits.slice(0, SHOWN_MAX).map((event) => (
            <li key={event.seq}>
              <span class="seq">{event.seq}</span> <time>{timeOf(event, language.value)}</time>{" "}
              <b>{event["detail-type"]}</b> {about(event)}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}

function Aside() {
  const saving = useSaving();
  const count = store.value?.setAside ?? 0;
  return (
    <Card title={t("log.aside")} span={4}>
      <div class="save-line">
        <p class={count > 0 ? "bad-word" : "second"}>
          {count === 0 ? t("log.asideNone") : t("log.asideHint", { n: count })}
        </p>
        {count > 0 && (
          <button
            type="button"
            class="filled"
            disabled={saving.state.value === "busy"}
            onClick={() => void saving.run(() => request("POST", "redrive"))}
          >
            {t("log.redrive")}
          </button>
        )}
        {saving.state.value === "done" && <span class="well">{t("log.redriven")}</span>}
        <Mistake saving={saving} />
      </div>
    </Card>
  );
}
