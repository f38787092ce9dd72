/** Lets a code's ring and its time run down in the picture, by booth time. */

interface Span {
  startMs: number;
  endMs: number;
}

/** The rest of a span, 0 to 1. */
export function partLeft({ startMs, endMs }: Span, nowMs: number): number {
  if (endMs <= startMs) return 0;
  return Math.min(1, Math.max(0, (endMs - nowMs) / (endMs - startMs)));
}

/** Minutes and seconds up to the next whole second, as the hub writes them: `0:01` until it is over. */
export function timeLeft(endMs: number, nowMs: number): string {
  const seconds = Math.ceil(Math.max(0, endMs - nowMs) / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Sets ring and time to `nowMs`. */
export function tick(picture: ParentNode, nowMs: number): void {
  const ring = picture.querySelector("#ring");
  const ringSpan = spanOf(ring);
  if (ring !== null && ringSpan !== undefined) {
    const around = 2 * Math.PI * Number(ring.getAttribute("r") ?? 0);
    ring.setAttribute("stroke-dasharray", `${around * partLeft(ringSpan, nowMs)} ${around}`);
  }
  const time = picture.querySelector("#time-left");
  const timeSpan = spanOf(time);
  if (time !== null && timeSpan !== undefined) time.textContent = timeLeft(timeSpan.endMs, nowMs);
}

/** When the code in the picture ends, booth ms. */
export function endOf(picture: ParentNode): number | undefined {
  return spanOf(picture.querySelector("#ring"))?.endMs;
}

function spanOf(element: Element | null): Span | undefined {
  const [start, end] = [element?.getAttribute("data-start"), element?.getAttribute("data-end")];
  return start && end ? { startMs: Number(start), endMs: Number(end) } : undefined;
}
