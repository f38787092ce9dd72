import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderView } from "../../api/types";
import { drink, order } from "../../test/sample-orders";
import { atStation, columns } from "./columns";

const mia = { sessionId: "mia", name: "Mia" };
const leo = { sessionId: "leo", name: "Leo" };
const numbers = (orders: readonly OrderView[]): (number | null)[] => orders.map((each) => each.number);

test("waiting orders are sorted oldest first, and 9 is older than 10", () => {
  const { preview } = columns([order(10, "queued"), order(9, "queued"), order(11, "queued")], "mia");
  assert.deepEqual(numbers(preview), [9, 10, 11]);
});

test("one's own drinks come before the others', each oldest first", () => {
  const making = [
    order(3, "making", { barista: leo }),
    order(5, "making", { barista: mia }),
    order(4, "making", { barista: mia }),
    order(2, "making", { barista: leo }),
  ];
  assert.deepEqual(numbers(columns(making, "mia").production), [4, 5, 2, 3]);
  assert.deepEqual(numbers(columns(making, "leo").production), [2, 3, 4, 5]);
});

test("on the counter, the one that waits longest is on top, whatever its number", () => {
  const { pickup } = columns(
    [order(7, "ready", { readyBoothMs: 50 }), order(8, "ready", { readyBoothMs: 20 })],
    "mia",
  );
  assert.deepEqual(numbers(pickup), [8, 7]);
});

test("uncollected drinks are folded with the latest first; what ended is in no column", () => {
  const all = columns(
    [
      order(1, "uncollected"),
      order(2, "uncollected"),
      order(3, "collected"),
      order(4, "cancelled"),
      order(5, "started"),
    ],
    "mia",
  );
  assert.deepEqual(numbers(all.uncollected), [2, 1]);
  assert.deepEqual(
    [all.preview, all.production, all.pickup].map((column) => column.length),
    [0, 0, 0],
  );
});

test("what was put to the top stays there, however many come and go after it", () => {
  const line = [
    order(4, "queued"),
    order(2, "queued"),
    order(5, "queued", { place: -1 }),
    order(9, "queued"),
  ];
  assert.deepEqual(numbers(columns(line, "mia").preview), [5, 2, 4, 9]);
  line[3] = order(9, "queued", { place: -2 });
  assert.deepEqual(numbers(columns(line, "mia").preview), [9, 5, 2, 4]);
});

test("a station makes its drinks, and an empty one makes all", () => {
  const latte = order(1, "queued", { drink: drink("latte") });
  assert(atStation(latte, []));
  assert(atStation(latte, ["espresso", "latte"]));
  assert(!atStation(latte, ["espresso"]));
});

test("an order that is placed and has no number is shown, and one that is being chosen is not", () => {
  const none = { number: null, label: null };
  const all = [order(8, "started", none), order(7, "started", none), order(9, "started", { drink: null })];
  const { numberless, preview } = columns(all, "mia");
  assert.deepEqual(
    numberless.map(({ id }) => id),
    ["order-7", "order-8"],
  );
  assert.deepEqual(preview, []);
});
