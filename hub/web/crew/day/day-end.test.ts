import assert from "node:assert/strict";
import { test } from "node:test";
import type { Envelope } from "../../api/types";
import { readOn } from "./day-end";

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
  const over = readOn({ seq: 0 }, [
    event(40, "OrderManager.DayEnded", ENDED),
    event(41, "Privacy.NamesErased"),
  ]);
  assert.equal(readOn(over, [event(41, "Privacy.NamesErased"), event(500)]).end?.namesErased, true);
  assert.deepEqual(readOn(over, [event(7)]), { seq: 7 });
  assert.deepEqual(readOn(over, []), over);
});
