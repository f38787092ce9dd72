// Keeps the page in step with the booth: by its event stream, and by asking again where that does
// not come through. Both only say "something happened"; the page itself always comes whole.

import { main, refresh } from "./page";
import { Soonest } from "./soonest";

/** While the stream is down, ask this often, ms. */
const POLL_MS = 5000;
/** While it is up, ask all the same, ms: one's place in line moves by other people's orders. */
const SLOW_POLL_MS = 20000;
/** A stream that the browser has given up is opened again after this long, ms. */
const REOPEN_MS = 15000;
/** Several events of one moment are one reason to ask, ms. */
const GATHER_MS = 150;

let stream: EventSource | undefined;
let failed = 0;
const asking = new Soonest(() => void ask());

const streaming = (): boolean => stream?.readyState === EventSource.OPEN;

/** Asks for the page, and then again after a while, for as long as anyone looks at it. */
async function ask(): Promise<void> {
  asking.never();
  if (!main().dataset.stream) return;
  const answered = await refresh();
  // One lost answer is no news; with the second the page says that it may be old.
  failed = answered ? 0 : failed + 1;
  offline(failed > 1);
  asking.within(streaming() && answered ? SLOW_POLL_MS : POLL_MS);
}

function offline(is: boolean): void {
  const bar = document.getElementById("offline");
  if (bar) bar.hidden = !is;
}

function open(): void {
  const address = main().dataset.stream;
  if (!address || !("EventSource" in window)) return;
  stream?.close();
  stream = new EventSource(address);
  const heard = (): void => asking.within(GATHER_MS);
  stream.addEventListener("message", heard);
  // This page was away for too long to be told what it missed.
  stream.addEventListener("reload", heard);
  stream.addEventListener("error", () => {
    asking.within(POLL_MS);
    if (stream?.readyState === EventSource.CLOSED) setTimeout(open, REOPEN_MS);
  });
}

/** Begins to follow the booth. */
export function follow(): void {
  if (!main().dataset.stream) return;
  open();
  asking.within(streaming() ? SLOW_POLL_MS : POLL_MS);
  addEventListener("online", () => void ask());
  addEventListener("offline", () => offline(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") return asking.never();
    if (stream?.readyState === EventSource.CLOSED) open();
    void ask();
  });
  // The time to choose is over.
  addEventListener("crema-time", () => void ask());
}
