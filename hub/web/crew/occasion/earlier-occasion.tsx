/** An occasion that is over: a line with its name and days, which opens to its figures. */

import { useSignal } from "@preact/signals";
import { get } from "../../api/client";
import type { Figures, OccasionView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { firstAndLast } from "../figures/figures";
import { FiguresSheet } from "../figures/figures-sheet";
import { daysOf } from "./occasions";

export function EarlierOccasion({ view: { occasion, counts } }: { view: OccasionView }) {
  const figures = useSignal<Figures | undefined>(undefined);
  const unreachable = useSignal(false);
  // Figures of the past do not change: asked for once, when it is first opened.
  const load = async (): Promise<void> => {
    if (figures.value !== undefined) return;
    try {
      figures.value = await get<Figures>(`figures?occasion=${encodeURIComponent(occasion.id)}`);
      unreachable.value = false;
    } catch {
      unreachable.value = true;
    }
  };
  const open = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open) void load();
  };
  return (
    <li>
      <details onToggle={open}>
        <summary>
          <span>
            <b>{occasion.name}</b>
            <small>{daysOf(occasion, language.value) || daysCounted(counts)}</small>
          </span>
          <span class="second">{t("occasion.made", { n: counts.made ?? 0 })}</span>
        </summary>
        {figures.value !== undefined && <FiguresSheet figures={figures.value} />}
        {unreachable.value && <p class="mistake">{t("occasion.unreachable")}</p>}
      </details>
    </li>
  );
}

/** The days in which drinks were made, of an occasion that has no dates. */
function daysCounted(counts: OccasionView["counts"]): string {
  const hours = firstAndLast(counts);
  if (hours === undefined) return "";
  const format = new Intl.DateTimeFormat(language.value, { dateStyle: "medium" });
  return format.formatRange(...hours);
}
