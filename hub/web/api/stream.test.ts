import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { fakeTimers } from "../test/fake-timers";
import { Stream } from "./stream";
import type { Health, StreamMessage } from "./types";

const WELL = { state: "well", checked: true } as const;

/** An event source that the test plays the hub for. */
class Source {
  static readonly CLOSED = 2;
  static opened: Source[] = [];
  readyState = 0;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onerror?: () => void;
  #onlog?: (event: { data: string }) => void;

  constructor(readonly url: string) {
    Source.opened.push(this);
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }

  addEventListener(type: string, listen: (event: { data: string }) => void): void {
    assert.equal(type, "log");
    this.#onlog = listen;
  }

  /** The first message: which log, its end, and its floor. */
  nameLog(log: string, seq: number, floor = 0): void {
    this.#onlog?.({ data: JSON.stringify({ log, seq, floor }) });
  }

  say(seq: number): void {
    this.onmessage?.({ data: JSON.stringify({ type: "custom.test", seq, boothMs: 0, detail: {} }) });
  }

  static get latest(): Source {
    const source = Source.opened.at(-1);
    assert(source !== undefined);
    return source;
  }
}

/** What the hub says of its health; `undefined` when it is out of reach. */
let health: Health | undefined;

interface Heard {
  seqs: number[];
  links: boolean[];
  logsReplaced: number;
  /** How often the hub was asked for its health. */
  looks: number;
  /** The network came back, and someone looks at the page. */
  wake(): void;
  close(): void;
}

/** Node 18 lets no one assign it. */
function setSteadyClock(now: () => number): void {
  Object.defineProperty(performance, "now", { value: now, configurable: true, writable: true });
}

/** Runs `body` against a stream that follows from seq 7, with the browser and its clock played. */
async function following(body: (heard: Heard) => Promise<void>): Promise<void> {
  fakeTimers();
  Source.opened = [];
  health = { ok: true, version: "", gone: [], card: WELL, seq: 7 };
  const heard: Heard = {
    seqs: [],
    links: [],
    logsReplaced: 0,
    looks: 0,
    wake: () => [
      browser.dispatchEvent(new Event("online")),
      page.dispatchEvent(new Event("visibilitychange")),
    ],
    close: () => stream.close(),
  };
  const page = Object.assign(new EventTarget(), { hidden: false });
  const browser = new EventTarget();
  Object.assign(globalThis, {
    EventSource: Source,
    document: page,
    addEventListener: browser.addEventListener.bind(browser),
    removeEventListener: browser.removeEventListener.bind(browser),
    fetch: () => {
      heard.looks += 1;
      return health
        ? Promise.resolve({ json: () => Promise.resolve(health) })
        : Promise.reject(new Error("away"));
    },
  });
  const steady = performance.now;
  let ms = 0;
  setSteadyClock(() => ms);
  const tick = mock.timers.tick.bind(mock.timers);
  mock.timers.tick = (by) => {
    ms += by;
    tick(by);
  };
  const stream = new Stream("admin/*,config", 7, {
    message: (message: StreamMessage) => heard.seqs.push(message.seq),
    link: (up) => heard.links.push(up),
    logReplaced: () => (heard.logsReplaced += 1),
  });
  try {
    await body(heard);
  } finally {
    stream.close();
    setSteadyClock(steady);
    mock.timers.tick = tick;
    mock.timers.reset();
  }
}

/** Lets time pass, then pending promises resolve. */
async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("it follows from the place it was given, and takes each message once", () =>
  following(async (heard) => {
    assert(Source.latest.url.endsWith("&after=7"));
    for (const seq of [7, 8, 9, 9, 8, 10]) Source.latest.say(seq);
    assert.deepEqual(heard.seqs, [8, 9, 10]);
    assert.deepEqual(heard.links, [true]);
  }));

test("another log, and a floor above its place, are said once they are named", () =>
  following(async (heard) => {
    Source.latest.nameLog("a", 7);
    Source.latest.say(8);
    Source.latest.onerror?.();
    await pass(1_000);
    Source.latest.nameLog("a", 9);
    assert.equal(heard.logsReplaced, 0);
    // Restored from a backup, and grown past our place since.
    Source.latest.nameLog("b", 90);
    assert.equal(heard.logsReplaced, 1);
    Source.latest.nameLog("b", 90, 80);
    assert.equal(heard.logsReplaced, 2);
    Source.latest.nameLog("b", 3);
    assert.equal(heard.logsReplaced, 3);
  }));

test("a stream that broke is opened again from the last message, not from where it began", () =>
  following(async (heard) => {
    Source.latest.say(12);
    Source.latest.onerror?.();
    assert.deepEqual(heard.links, [true, false]);
    health = { ok: true, version: "", gone: [], card: WELL, seq: 12 };
    await pass(1_000);
    assert.equal(Source.opened.length, 2);
    assert(Source.latest.url.endsWith("&after=12"));
    Source.latest.onopen?.();
    assert.deepEqual(heard.links, [true, false, true]);
  }));

test("a hub that does not answer is noticed though the stream still looks open", () =>
  following(async (heard) => {
    Source.latest.onopen?.();
    health = undefined;
    await pass(3_000);
    assert.deepEqual(heard.links, [true, false]);
    assert.equal(Source.opened.length, 1);
    health = { ok: true, version: "", gone: [], card: WELL, seq: 7 };
    await pass(3_000);
    assert.equal(Source.opened.length, 2);
  }));

test("a stream that missed events is reopened, once for events on no topic of ours", () =>
  following(async () => {
    Source.latest.onopen?.();
    health = { ok: true, version: "", gone: [], card: WELL, seq: 20 };
    await pass(3_000);
    assert.equal(Source.opened.length, 2);
    Source.latest.onopen?.();
    await pass(3_000);
    await pass(3_000);
    assert.equal(Source.opened.length, 2);
  }));

test("a log that is shorter than what was read is another log", () =>
  following(async (heard) => {
    Source.latest.say(30);
    health = { ok: true, version: "", gone: [], card: WELL, seq: 4 };
    await pass(3_000);
    assert.equal(heard.logsReplaced, 1);
  }));

test("a network that comes back and a page that is looked at have the hub asked at once", () =>
  following(async (heard) => {
    Source.latest.onopen?.();
    heard.wake();
    await pass(0);
    assert.equal(heard.looks, 2);
  }));

test("a closed stream receives, asks and opens nothing more, nor does a question on its way", () =>
  following(async (heard) => {
    Source.latest.onopen?.();
    health = { ok: true, version: "", gone: [], card: WELL, seq: 4 };
    heard.wake();
    heard.close();
    await pass(0);
    assert.deepEqual([heard.looks, heard.logsReplaced], [2, 0]);
    health = undefined;
    heard.wake();
    await pass(10_000);
    assert.deepEqual([heard.looks, heard.links, Source.opened.length], [2, [true], 1]);
  }));
