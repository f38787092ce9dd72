/** *Occasion*: what is on now, beginning a new one, and the ones before with their figures. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get } from "../api/client";
import type { OccasionView, Occasions } from "../api/types";
import { language, t } from "../messages/messages";
import { store } from "../staff/live";
import { NewOccasion } from "./new-occasion";
import { daysOf } from "./occasions";
import { Card } from "./parts";

export function OccasionPage() {
  const known = useSignal<OccasionView[]>([]);
  useSignalEffect(() => {
    // Asked for anew when the occasion or its figures have moved.
    if (store.value === undefined) return;
    get<Occasions>("occasions").then(
      ({ occasions }) => (known.value = occasions),
      () => undefined,
    );
  });
  const view = store.value;
  if (view === undefined) return null;
  const now = known.value.find((each) => each.current);
  const earlier = known.value.filter((each) => !each.current);
  return (
    <div class="grid">
      <Card title={t("occasion.now")} span={2}>
        <p class="figure">{view.occasion.name}</p>
        <p class="second">{daysOf(view.occasion, language.value)}</p>
        {now !== undefined && <Counts counts={now.counts} />}
        <div class="save-line">
          <a class="outlined link" href="#end">
            {t("nav.end")}
          </a>
        </div>
      </Card>
      <NewOccasion view={view} />
      <Card title={t("occasion.earlier")} span={4}>
        {earlier.length === 0 && <p class="second">{t("occasion.none")}</p>}
        <ul class="occasions">
          {earlier.map(({ occasion, counts }) => (
            <li key={occasion.id}>
              <div>
                <b>{occasion.name}</b>
                <small class="second">{daysOf(occasion, language.value)}</small>
              </div>
              <Counts counts={counts} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

/** An occasion's figures in a row. */
export function Counts({ counts }: Pick<OccasionView, "counts">) {
  const shown = ["made", "counter", "cancelled", "timed_out", "refused", "uncollected"] as const;
  return (
    <dl class="counts">
      {shown.map((name) => (
        <div key={name}>
          <dd>{counts[name] ?? 0}</dd>
          <dt>{t(`count.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
