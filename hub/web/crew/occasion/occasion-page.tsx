/** *Occasion*: the present one, beginning a new one, and the ones before with their figures. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get } from "../../api/client";
import type { OccasionView, Occasions } from "../../api/types";
import { language, t } from "../../messages/messages";
import { store } from "../../staff/live/live-model";
import { Counts } from "../figures/figures-sheet";
import { Card } from "../forms/card";
import { EarlierOccasion } from "./earlier-occasion";
import { NewOccasion } from "./new-occasion";
import { daysOf } from "./occasions";

export function OccasionPage() {
  const known = useSignal<OccasionView[]>([]);
  useSignalEffect(() => {
    // Asked for again when the occasion or its figures have moved.
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
          {earlier.map((each) => (
            <EarlierOccasion key={each.occasion.id} view={each} />
          ))}
        </ul>
      </Card>
    </div>
  );
}
