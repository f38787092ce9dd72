import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu, OrderView } from "../api/types";
import { atStation, columns } from "../barista/columns";
import { optionsOf, stranded } from "../barista/selling-out";
import { batches, fitting, nextOfBatch } from "../barista/strip";
import { drink, order } from "./orders";

const mia = { sessionId: "mia", name: "Mia" };
const leo = { sessionId: "leo", name: "Leo" };
const numbers = (orders: readonly OrderView[]): (number | null)[] => orders.map((each) => each.number);

test("waiting orders stand oldest first, and 9 is older than 10", () => {
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

test("uncollected drinks are folded with the latest first; what ended stands nowhere", () => {
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

test("identical cups are one batch, whatever the order of their choices", () => {
  const turned = drink("flat-white", { Milk: "Oat" });
  const queued = [
    order(1, "queued"),
    order(2, "queued", { drink: drink("flat-white", { Milk: "Oat" }) }),
    order(3, "queued", { drink: { ...turned, choices: [...turned.choices].reverse() } }),
    order(4, "queued", { drink: drink("latte") }),
  ];
  const found = batches(queued);
  assert.deepEqual(
    found.map((batch) => numbers(batch.orders)),
    [[2, 3], [1], [4]],
  );
});

test("a press makes at most three of a batch, the oldest, and none of a single cup", () => {
  const [four] = batches([1, 2, 3, 4].map((number) => order(number, "queued")));
  const [one] = batches([order(1, "queued")]);
  assert(four !== undefined && one !== undefined);
  assert.deepEqual(numbers(nextOfBatch(four)), [1, 2, 3]);
  assert.deepEqual(nextOfBatch(one), []);
});

test("the strip shows as many groups as fit, and leaves room for the press that shows the others", () => {
  const widths = [300, 200, 200, 100];
  assert.equal(fitting(widths, 824, 8, 64), 4, "all of them fit to the pixel");
  assert.equal(fitting(widths, 823, 8, 64), 3);
  assert.equal(fitting(widths, 787, 8, 64), 2, "the third and the button do not fit together");
  assert.equal(fitting(widths, 100, 8, 64), 0);
  assert.equal(fitting([], 0, 8, 64), 0);
});

test("what was put to the top stands there, whoever comes and goes after it", () => {
  const line = [order(4, "queued"), order(2, "queued"), order(5, "queued", { place: -1 }), order(9, "queued")];
  assert.deepEqual(numbers(columns(line, "mia").preview), [5, 2, 4, 9]);
  line[3] = order(9, "queued", { place: -2 });
  assert.deepEqual(numbers(columns(line, "mia").preview), [9, 5, 2, 4]);
});

test("a cup that is being cancelled is not made with others", () => {
  const cancelling = { reason: "machine" as const, by: leo, untilBoothMs: 11_000 };
  const queued = [order(1, "queued", { cancelling }), order(2, "queued"), order(3, "queued")];
  assert.deepEqual(
    batches(queued).map((batch) => numbers(batch.orders)),
    [[2, 3]],
  );
});

test("a station makes its drinks, and an empty one makes all", () => {
  const latte = order(1, "queued", { drink: drink("latte") });
  assert(atStation(latte, []));
  assert(atStation(latte, ["espresso", "latte"]));
  assert(!atStation(latte, ["espresso"]));
});

const MILKS = { name: "Milk", options: ["Whole", "Oat"].map((name) => ({ name, available: name !== "Oat" })) };
const MENU: Menu = {
  drinks: ["flat-white", "latte", "espresso"].map((id) => ({
    id,
    name: id,
    vessel: "tall",
    layers: [],
    available: id !== "latte",
    modifiers: id === "espresso" ? [] : [MILKS],
    allergens: null,
    caffeine_mg: null,
  })),
};

test("an option stands once in the list of what can sell out, however many drinks have it", () => {
  assert.deepEqual(optionsOf(MENU), [
    { modifier: "Milk", option: "Whole", available: true },
    { modifier: "Milk", option: "Oat", available: false },
  ]);
});

test("orders that wait for a drink or an option that is gone are found", () => {
  const queued = [
    order(1, "queued"),
    order(2, "queued", { drink: drink("flat-white", { Milk: "Oat" }) }),
    order(3, "queued", { drink: drink("latte") }),
  ];
  assert.deepEqual(numbers(stranded(MENU, queued)), [2, 3]);
});
