/** The day in figures, made to be printed: the rest of the page stays off the paper. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get } from "../api/client";
import type { Figures } from "../api/types";
import { language, t } from "../messages/messages";
import { named } from "../staff/drink-words";
import { menu, store } from "../staff/live";
import { bestHour, byDrink, byHour, minutes } from "./figures";
import { Counts } from "./occasion-page";
import { daysOf } from "./occasions";
import { Card } from "./parts";
import { Columns, Plot } from "./plot";

interface DayReportProps {
  /** Whether the day has ended, so that the figures are its last. */
  over: boolean;
  /** Drinks that nobody came for, once the day has ended. */
  uncollected: number | undefined;
}

export function DayReport({ over, uncollected }: DayReportProps) {
  const figures = useSignal<Figures>({ counts: {}, seq: 0 });
  useSignalEffect(() => {
    if (store.value === undefined) return;
    get<Figures>("figures").then(
      (answer) => (figures.value = answer),
      () => undefined,
    );
  });
  const view = store.value;
  if (view === undefined) return null;
  const { counts, waitMedianS, waitP90S } = figures.value;
  const nameOf = (id: string): string => {
    const drink = menu.value.drinks.find((each) => each.id === id);
    return drink === undefined ? id : named(drink, language.value);
  };
  const hour = new Intl.DateTimeFormat(language.value, { hour: "numeric", hourCycle: "h23" });
  const hours = byHour(counts, (utcMs) => hour.format(utcMs).replace(/\D/g, ""));
  return (
    <div class="report span-4">
      <Card title={t(over ? "report.title" : "report.soFar")} span={4}>
        <div class="page-head">
          <div>
            <p class="figure">{view.occasion.name}</p>
            <p class="second">{daysOf(view.occasion, language.value)}</p>
          </div>
          <button type="button" class="outlined no-print" onClick={() => print()}>
            {t("report.print")}
          </button>
        </div>
        <Counts counts={counts} />
        <p>
          {typeof waitMedianS === "number" && typeof waitP90S === "number"
            ? t("report.wait", { median: minutes(waitMedianS), p90: minutes(waitP90S) })
            : t("today.byDrinkNone")}{" "}
          {t("today.bestHour", { n: bestHour(counts) })}.{" "}
          {uncollected !== undefined && over && t("report.left", { n: uncollected })}
        </p>
        <div class="two-plots">
          <Plot bars={byDrink(counts, nameOf)} />
          <Columns bars={hours} />
        </div>
      </Card>
    </div>
  );
}
