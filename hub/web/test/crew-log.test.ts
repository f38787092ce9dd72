import assert from "node:assert/strict";
import { test } from "node:test";
import type { Envelope } from "../api/types";
import { readOn } from "../crew/day-end";
import { EventFeed } from "../crew/events";
import { loads } from "../staff/live";
import { asked, latest, pass, withHub } from "./hub";

function event(seq: number, type = "custom.test", detail: Record<string, unknown> = {}): Envelope {
  return {
    version: "0",
    id: `event-${seq}`,
    "detail-type": type,
    source: "",
    account: "",
    time: "2026-11-24T18:00:00Z",
    region: "booth",
    resources: [],
    seq,
    booth_ms: seq,
    clock: "trusted",
    detail,
  };
}

/** A feed that follows, with its first read on the way. */
async function following(pattern?: string): Promise<{ feed: EventFeed; stop(): void; seqs(): number[] }> {
  const feed = new EventFeed(pattern);
  const stop = feed.follow();
  loads.value += 1;
  await pass(250);
  return { feed, stop, seqs: () => feed.events.value.map(({ seq }) => seq) };
}

const piece = (...seqs: number[]) => ({
  events: seqs.map((seq) => event(seq)),
  next: seqs.at(-1),
  seq: seqs.at(-1),
});

test("reads never overlap, so that no event stands there twice", () =>
  withHub(async () => {
    const { stop, seqs } = await following();
    loads.value += 1;
    await pass(250);
    assert.equal(asked.length, 1);
    await latest().answer(piece(1, 2));
    await pass(250);
    assert.equal(asked.length, 2, "what was loaded meanwhile is read anew");
    await latest().answer(piece(1, 2, 3));
    assert.deepEqual(seqs(), [1, 2, 3]);
    stop();
  }));

test("a log that cannot be read just now is asked for again, and that is said", () =>
  withHub(async () => {
    const { feed, stop, seqs } = await following();
    for (const [word, status] of [["too-many", 429], ["storage", 503]] as const) {
      await latest().refuse(word, status);
      assert.deepEqual([feed.cutOff.value, feed.mistake.value], [true, undefined]);
      await pass(3_000);
    }
    await latest().fail();
    await pass(3_000);
    assert.equal(asked.length, 4);
    await latest().answer(piece(5));
    assert.deepEqual([feed.cutOff.value, seqs()], [false, [5]]);
    stop();
  }));

test("a pattern that the hub does not take is not asked again until the booth is loaded anew", () =>
  withHub(async () => {
    const { feed, stop } = await following("[]");
    await latest().refuse("bad-input", 422);
    assert.equal(feed.mistake.value, "No: bad-input.");
    await pass(10_000);
    assert.equal(asked.length, 1);
    loads.value += 1;
    await pass(250);
    assert.deepEqual([asked.length, feed.mistake.value], [2, undefined]);
    stop();
  }));

const store = (state: string) => ({ config: { store: { state } } });
const ENDED = { eventId: "rustfest", uncollected: 2 };

test("names are erased only by what the log says after this day's end", () => {
  const yesterday = [
    event(1, "OrderManager.DayEnded", ENDED),
    event(2, "Privacy.NamesErased"),
    event(3, "ConfigService.ConfigChanged", store("closed")),
  ];
  const over = readOn({ seq: 0 }, yesterday);
  assert.deepEqual(over.end, { occasion: "rustfest", uncollected: 2, namesErased: true });
  const open = readOn(over, [...yesterday, event(4, "ConfigService.ConfigChanged", store("open"))]);
  assert.equal(open.end, undefined, "a new day has begun");
  const closed = readOn(open, [event(5, "ConfigService.ConfigChanged", store("closed"))]);
  assert.equal(closed.end, undefined, "closed is not ended");
  const today = readOn(closed, [event(6, "Privacy.NamesErased"), event(7, "OrderManager.DayEnded", ENDED)]);
  assert.equal(today.end?.namesErased, false, "erased before the end is not erased after it");
  assert.equal(readOn(today, [event(8, "Privacy.NamesErased")]).end?.namesErased, true);
});

test("what was read is remembered when it has left the page, unless the log is another one", () => {
  const over = readOn({ seq: 0 }, [event(40, "OrderManager.DayEnded", ENDED), event(41, "Privacy.NamesErased")]);
  assert.equal(readOn(over, [event(41, "Privacy.NamesErased"), event(500)]).end?.namesErased, true);
  assert.deepEqual(readOn(over, [event(7)]), { seq: 7 });
  assert.deepEqual(readOn(over, []), over);
});
