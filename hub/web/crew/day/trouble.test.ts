import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionView, StoreView } from "../../api/types";
import { order } from "../../test/sample-orders";
import { troubleOf } from "./trouble";

const view = (more: Partial<StoreView> = {}): StoreView =>
  ({ printers: [], boards: [], deadLetters: 0, ...more }) as unknown as StoreView;
const session = (sessionId: string, role: "barista" | "crew"): SessionView =>
  ({ sessionId, role, name: sessionId }) as unknown as SessionView;
const CALM = { orders: [], roster: [], away: new Set<string>() };

test("a booth without trouble has none, however many wait", () => {
  const orders = [order(1, "queued"), order(2, "ready"), order(3, "collected")];
  assert(troubleOf(view(), { ...CALM, orders, roster: [session("mia", "barista")] }).none);
  assert(troubleOf(view({ printers: [{ printer: "Bar", condition: "ok" }] }), CALM).none);
});

test("each kind of trouble is named", () => {
  const givenUp = { atBoothMs: 0, dismissed: false };
  const some = [
    troubleOf(view({ deadLetters: 1 }), CALM),
    troubleOf(view({ unreadable: 1 }), CALM),
    troubleOf(view({ card: { state: "full", checked: true, missingMib: 64 } }), CALM),
    troubleOf(view({ printers: [{ printer: "Bar", condition: "gone" }] }), CALM),
    troubleOf(view(), { ...CALM, hiddenOrders: 1 }),
    troubleOf(view(), { ...CALM, orders: [order(1, "uncollected")] }),
    troubleOf(view(), { ...CALM, orders: [order(1, "timed_out", { givenUp })] }),
    troubleOf(view(), { ...CALM, roster: [session("mia", "barista")], away: new Set(["mia"]) }),
  ];
  assert.deepEqual(
    some.map(({ none }) => none),
    some.map(() => false),
  );
});

test("a crew page that is closed is no trouble", () => {
  assert(troubleOf(view(), { ...CALM, roster: [session("kim", "crew")], away: new Set(["kim"]) }).none);
});
