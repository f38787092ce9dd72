/** The day in figures, made to be printed: the rest of the page stays off the paper. */

import { language, t } from "../../messages/messages";
import { store } from "../../staff/live/live-model";
import { FiguresSheet } from "../figures/figures-sheet";
import { useFigures } from "../figures/use-figures";
import { Card } from "../forms/card";
import { daysOf } from "../occasion/occasions";

interface DayReportProps {
  /** Whether the day has ended, so that the figures are its last. */
  over: boolean;
  /** Drinks that were not collected, once the day has ended. */
  uncollected: number | undefined;
}

export function DayReport({ over, uncollected }: DayReportProps) {
  const figures = useFigures();
  const view = store.value;
  if (view === undefined) return null;
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
        <FiguresSheet figures={figures} uncollected={over ? uncollected : undefined} />
      </Card>
    </div>
  );
}
