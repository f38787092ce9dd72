// The time left to choose, which the page shows as it was when it was written, runs on.

/** Performance time at which the time is over; of the page that is shown. */
let end = 0;
let timer = 0;

/** Takes up the figure of the page that is shown, if it has one that runs. */
export function countDown(): void {
  clearInterval(timer);
  const figure = document.getElementById("left");
  if (!figure || figure.dataset.still !== undefined) return;
  end = performance.now() + Number(figure.dataset.leftMs);
  timer = setInterval(() => show(figure), 1000);
}

function show(figure: HTMLElement): void {
  const left = Math.max(0, end - performance.now());
  const seconds = Math.floor(left / 1000);
  figure.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const bar = document.getElementById("left-bar");
  if (bar instanceof HTMLProgressElement) bar.value = left;
  if (left > 0) return;
  clearInterval(timer);
  dispatchEvent(new Event("crema-time"));
}
