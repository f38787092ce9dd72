/** An occasion's figures on one sheet: counts, waits, drinks by kind and by hour. */

import type { Figures } from "../../api/types";
import { language, t } from "../../messages/messages";
import { drinkLabel } from "./drink-names";
import { bestHour, byDay, byDrink, minutes } from "./figures";
import { Columns, Plot } from "./plot";

interface FiguresSheetProps {
  figures: Figures;
  /** Drinks that were not collected, once the day has ended. */
  uncollected?: number | undefined;
}

export function FiguresSheet({ figures: { counts, waitMedianS, waitP90S }, uncollected }: FiguresSheetProps) {
  const waits =
    typeof waitMedianS === "number" && typeof waitP90S === "number"
      ? t("report.wait", { median: minutes(waitMedianS), p90: minutes(waitP90S) })
      : t("today.byDrinkNone");
  const best = bestHour(counts);
  return (
    <>
      <Counts counts={counts} />
      <p>
        {waits} {best > 0 && `${t("today.bestHour", { n: best })}.`}{" "}
        {uncollected !== undefined && t("report.left", { n: uncollected })}
      </p>
      <div class="two-plots">
        <Plot bars={byDrink(counts, drinkLabel)} all />
        <Days counts={counts} />
      </div>
    </>
  );
}

/** Hours by day; with one day only, its date is said above. */
function Days({ counts }: Pick<Figures, "counts">) {
  const day = new Intl.DateTimeFormat(language.value, { weekday: "short", day: "numeric", month: "short" });
  const days = byDay(counts, (ms) => day.format(ms), hourWord);
  return (
    <div class="stack">
      {days.map(({ day: title, bars }) => (
        <section key={title}>
          {days.length > 1 && <h3>{title}</h3>}
          <Columns bars={bars} />
        </section>
      ))}
    </div>
  );
}

/** The hour on this device's clock: `14`. */
export function hourWord(utcMs: number): string {
  const hour = new Intl.DateTimeFormat(language.value, { hour: "numeric", hourCycle: "h23" });
  return hour.format(utcMs).replace(/\D/g, "");
}

/** An occasion's counts in a row. */
export function Counts({ counts }: Pick<Figures, "counts">) {
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
