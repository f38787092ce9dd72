import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "../../api/types";
import { order } from "../../test/sample-orders";
import { effectOf } from "./store-effects";

const settings = { ordersInFlightMax: 20 } as Settings;
const choosing = (n: number) => order(n, "started", { number: null, label: null, drink: null });

test("closing says how many are still made, and how many can no longer order", () => {
  const close = (...orders: ReturnType<typeof order>[]) =>
    effectOf("closed", { inFlight: orders.length, settings }, orders);
  assert.equal(
    close(order(1, "queued"), order(2, "making"), choosing(3), choosing(4), choosing(5)),
    "No new orders. The 2 placed are still made. 3 guests who are choosing can no longer order.",
  );
  assert.equal(
    close(choosing(1)),
    "No new orders. None is placed now. 1 guest who is choosing can no longer order.",
  );
  assert.equal(close(order(1, "queued")), "No new orders. The 1 placed is still made.");
  const numberless = order(1, "started", { number: null, label: null });
  assert.equal(close(numberless), "No new orders. The 1 placed is still made.");
  assert.equal(close(), "No new orders. None is in flight now.");
});

test("last orders are still taken from those who are choosing", () => {
  const said = effectOf("last_orders", { inFlight: 1, settings }, [choosing(1)]);
  assert.equal(said, "No new orders. The 1 in flight is still served.");
});
