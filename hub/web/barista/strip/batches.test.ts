import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderView } from "../../api/types";
import { drink, order } from "../../test/sample-orders";
import { batches, fitting, nextOfBatch } from "./batches";

const leo = { sessionId: "leo", name: "Leo" };
const numbers = (orders: readonly OrderView[]): (number | null)[] => orders.map((each) => each.number);

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

test("a cup that is being cancelled is not made with others", () => {
  const cancelling = { reason: "machine" as const, by: leo, untilBoothMs: 11_000 };
  const queued = [order(1, "queued", { cancelling }), order(2, "queued"), order(3, "queued")];
  assert.deepEqual(
    batches(queued).map((batch) => numbers(batch.orders)),
    [[2, 3]],
  );
});
