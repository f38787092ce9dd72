/** Plots of quiet bars, each with its name and figure at it: no axis to read off. */

import type { Bar } from "./figures";

/** Lying bars shown at a glance; a day's report and an earlier occasion show them all. */
const BARS_MAX = 8;

interface PlotProps {
  bars: readonly Bar[];
  /** Whether every bar is drawn, however long the list. */
  all?: boolean;
}

/** Lying bars: one a line, for names. */
export function Plot({ bars, all = false }: PlotProps) {
  const most = mostOf(bars);
  return (
    <ul class="plot">
      {bars.slice(0, all ? bars.length : BARS_MAX).map(({ label, note, value }) => (
        <li key={label}>
          <span>
            {label}
            {note !== undefined && <small>{note}</small>}
          </span>
          <i>
            <i style={{ width: `${(100 * value) / most}%` }} />
          </i>
          <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}

/** Standing bars: one beside the other, for hours. */
export function Columns({ bars }: { bars: readonly Bar[] }) {
  const most = mostOf(bars);
  return (
    <ul class="columns-plot">
      {bars.map(({ label, value }) => (
        <li key={label}>
          <b>{value}</b>
          <i style={{ "--part": value / most }} />
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}

function mostOf(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map((bar) => bar.value));
}
