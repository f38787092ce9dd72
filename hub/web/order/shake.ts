// When a phone shakes: when the drink has become ready, and each time that it is called again.

/** How, ms on, off, on. */
const SHAKE = [300, 120, 300];

/** What an order's page says of itself that matters here. */
export interface Called {
  /** The page's state: `queued`, `ready`. */
  state: string | undefined;
  /** How often the order was called again. */
  calls: number;
}

/** What the page that is shown, or was, says. */
export const called = ({ dataset }: HTMLElement): Called => ({
  state: dataset.state,
  calls: Number(dataset.calls ?? 0),
});

/** Whether the phone shakes when `before` has become `now`. */
export const shakes = (before: Called, now: Called): boolean =>
  now.state === "ready" && (before.state !== "ready" || now.calls > before.calls);

/** Shakes. Phones without it, and sheets that forbid it, show the green page alone. */
export function shake(): void {
  navigator.vibrate?.(SHAKE);
}
