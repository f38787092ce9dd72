import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStep } from "./day-step";

test("the day's end asks for last orders first, then for what is left", () => {
  const view = (state: "open" | "paused" | "last_orders" | "closed", inFlight: number) => ({
    store: { state },
    inFlight,
  });
  assert.equal(dayStep(view("open", 3), false), "lastOrders");
  assert.equal(dayStep(view("paused", 0), false), "lastOrders");
  assert.equal(dayStep(view("last_orders", 3), false), "left");
  assert.equal(dayStep(view("last_orders", 0), false), "end");
  assert.equal(dayStep(view("closed", 0), true), "over");
});
