import assert from "node:assert/strict";
import { test } from "node:test";
import type { Envelope } from "../../api/types";
import { loads } from "../../staff/live/live-model";
import { asked, latest, pass, withHub } from "../../test/fake-hub";
import { EventFeed } from "./event-feed";

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
    log: "00000000-0000-4000-8000-000000000001",
    wall_ms: 0,
    actor: { role: "booth" },
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

test("reads never overlap, so that no event is listed twice", () =>
  withHub(async () => {
    const { stop, seqs } = await following();
    loads.value += 1;
    await pass(250);
    assert.equal(asked.length, 1);
    await latest().answer(piece(1, 2));
    await pass(250);
    assert.equal(asked.length, 2, "events of the meantime are read again");
    await latest().answer(piece(1, 2, 3));
    assert.deepEqual(seqs(), [1, 2, 3]);
    stop();
  }));

test("a log that cannot be read just now is asked for again, and that is said", () =>
  withHub(async () => {
    const { feed, stop, seqs } = await following();
    for (const [word, status] of [
      ["too-many", 429],
      ["storage", 503],
    ] as const) {
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

test("a pattern that the hub does not take is not asked for again until the booth is reloaded", () =>
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
