/** Plots of quiet bars, each with its name and figure at it: no axis to read off. */

import type { Bar } from "./figures";

/** Lying bars shown at most; the rest of a long menu is in the figures' answer. */
const BARS_MAX = 8;

/** Lying bars: one a line, for names. */
export function Plot({ bars }: { bars: readonly Bar[] }) {
  const most = mostOf(bars);
  return (
    <ul class="plot">
      {bars.slice(0, BARS_MAX).map(({ label, note, value }) => (
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
