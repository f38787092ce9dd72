/** A plot of lying bars, each with its name and figure beside it: no axis to read off. */

interface Bar {
  label: string;
  value: number;
}

/** Bars shown at most; the rest of a long menu is in the figures' answer. */
const BARS_MAX = 8;

export function Plot({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul class="plot">
      {bars.slice(0, BARS_MAX).map(({ label, value }) => (
        <li key={label}>
          <span>{label}</span>
          <i>
            <i style={{ width: `${(100 * value) / most}%` }} />
          </i>
          <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}
