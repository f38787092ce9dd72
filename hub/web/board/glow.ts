/**
 * A drink that has just become ready, or was called again, grows in and glows for a while, over
 * however many pictures.
 */

/** How long a new bar glows, ms; the style sheet's animation is as long. */
export const GLOW_MS = 3_000;

export class Glow {
  /** When each ready order was first seen, and each call of it, steady ms. */
  #seen: Map<string, number> | undefined;

  /** Marks the bars that are new in this picture, as far into their glow as they are by now. */
  apply(picture: ParentNode, nowMs: number): void {
    const bars = [...picture.querySelectorAll<SVGElement>("[data-order]")];
    const ids = bars.map((bar) =>
      callOf(bar.getAttribute("data-order") ?? "", bar.getAttribute("data-calls")),
    );
    const before = this.#seen;
    this.#seen = since(before, ids, nowMs);
    for (const [index, bar] of bars.entries()) {
      const age = nowMs - (this.#seen.get(ids[index] ?? "") ?? 0);
      if (age >= GLOW_MS) continue;
      bar.classList.add("just-ready");
      bar.style.animationDelay = `${-age}ms`;
    }
  }
}

/** One call of an order: called again, it is as new as on its first. */
export function callOf(orderId: string, calls: string | null): string {
  return `${orderId} ${calls ?? "0"}`;
}

/** When each of these was first seen; orders in the very first picture are not new. */
export function since(
  before: ReadonlyMap<string, number> | undefined,
  ids: readonly string[],
  nowMs: number,
): Map<string, number> {
  const first = before === undefined ? Number.NEGATIVE_INFINITY : nowMs;
  return new Map(ids.map((id) => [id, before?.get(id) ?? first]));
}
