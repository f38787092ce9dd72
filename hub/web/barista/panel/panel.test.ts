import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../staff/live/fold";
import { order } from "../../test/sample-orders";
import { isShowable } from "./panel";

test("an order's sheet goes with its order, every other one stays", () => {
  const table = fold(new Map(), [order(1, "queued")]);
  assert(isShowable({ kind: "order", id: "order-1" }, table));
  assert(!isShowable({ kind: "order", id: "order-2" }, table));
  assert(isShowable({ kind: "find" }, table) && isShowable(undefined, table));
});
