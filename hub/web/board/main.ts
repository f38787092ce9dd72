/**
 * The board in a page. The hub draws the picture (the same scene as on HDMI); this page shows it,
 * asks for it again when something has happened, and lets time run in between. It knows nothing of
 * how a board looks: what moves is found by id and `data-` in the picture.
 */

import { BoothClock } from "../api/booth-clock";
import { Stream } from "../api/stream";
import type { StoreView } from "../api/types";
import { Glow } from "./glow";
import { endOf, tick } from "./ticking";
import { Turns } from "./turns";

/** Events of one moment are one reason to ask, ms. */
const GATHER_MS = 100;
/** Asked all the same this often, ms: the second language and the wait change without an event. */
const SLOWLY_MS = 8_000;
/** Pause before a hub that did not answer is asked again, ms. */
const AGAIN_MS = 1_500;
/** How often the board says that it is alive, ms. After 10 s without, the booth calls it gone. */
const ALIVE_EVERY_MS = 2_000;
const UNPAIRED = "Pair this board: open the link from the crew page, People and tablets.";

const place = document.getElementById("board") as HTMLElement;
const clock = new BoothClock();
const glow = new Glow();
let lost = false;
/** The picture for when the hub is out of reach, drawn by it beforehand: without a code, dimmed. */
let spare: SVGSVGElement | undefined;
let gathering: ReturnType<typeof setTimeout> | undefined;
let slowly: ReturnType<typeof setTimeout> | undefined;
/** The end of the code at which the picture was last asked for, booth ms. */
let askedAtEnd = 0;
let stream: Stream | undefined;
const turns = new Turns();

/** Asks for the picture and what time it is at the booth, and shows both. */
async function refresh(): Promise<void> {
  const turn = turns.begin();
  try {
    const [picture, reserve, store] = await Promise.all([
      fetchScene(""),
      fetchScene("&link=reconnecting"),
      fetchStore(),
    ]);
    if (!turns.acceptAnswer(turn)) return;
    spare = reserve;
    clock.set(store.boothMs);
    stream ??= follow(store.seq);
    if (!lost) show(picture);
    refreshIn(SLOWLY_MS);
  } catch (cause) {
    if (!turns.acceptAnswer(turn)) return;
    if (cause instanceof Unpaired) showWords(UNPAIRED);
    refreshIn(AGAIN_MS);
  }
}

function refreshIn(ms: number): void {
  clearTimeout(slowly);
  slowly = setTimeout(() => void refresh(), ms);
}

class Unpaired extends Error {}

async function fetchOk(path: string): Promise<Response> {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
  if (response.status === 401 || response.status === 403) throw new Unpaired();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

async function fetchStore(): Promise<StoreView> {
  return (await fetchOk("/api/v1/store")).json() as Promise<StoreView>;
}

async function fetchScene(more: string): Promise<SVGSVGElement> {
  const [width, height] = [Math.round(innerWidth), Math.round(innerHeight)];
  const text = await (await fetchOk(`/board/scene.svg?w=${width}&h=${height}${more}`)).text();
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!(root instanceof SVGSVGElement)) throw new Error("the scene is not a picture");
  return document.adoptNode(root);
}

function show(picture: SVGSVGElement): void {
  glow.apply(picture, performance.now());
  place.replaceChildren(picture);
  passTime();
}

function showWords(words: string): void {
  const line = document.createElement("p");
  line.textContent = words;
  place.replaceChildren(line);
}

function follow(after: number): Stream {
  return new Stream("admin/*,config", after, {
    message: gather,
    logReplaced: () => location.reload(),
    link: (up) => {
      if (up === !lost) return;
      lost = !up;
      if (lost && spare !== undefined) show(spare);
      if (up) void refresh();
    },
  });
}

function gather(): void {
  if (gathering !== undefined) return;
  gathering = setTimeout(() => {
    gathering = undefined;
    void refresh();
  }, GATHER_MS);
}

function passTime(): void {
  const now = clock.now();
  tick(place, now);
  const end = endOf(place);
  if (end === undefined || now < end || end === askedAtEnd) return;
  askedAtEnd = end;
  gather();
}

let signing = false;

/**
 * From the thread that draws: a page that hangs says nothing. One sign at a time, each given up when
 * the next is due, so that signs to a booth that does not answer take no connection from the picture.
 */
async function sayAlive(): Promise<void> {
  if (stream === undefined || signing) return;
  signing = true;
  const control = new AbortController();
  const deadline = setTimeout(() => control.abort(), ALIVE_EVERY_MS);
  const headers = { "Content-Type": "application/json" };
  const { signal } = control;
  await fetch("/api/v1/alive", {
    method: "POST",
    credentials: "same-origin",
    headers,
    body: "{}",
    signal,
  }).catch(() => undefined);
  clearTimeout(deadline);
  signing = false;
}

setInterval(passTime, 1_000);
setInterval(() => void sayAlive(), ALIVE_EVERY_MS);
addEventListener("resize", gather);
void refresh();
