import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, latest, pass, settle, withHub } from "../../test/fake-hub";
import { order } from "../../test/sample-orders";
import { act, actOnBatch, refusals } from "./order-actions";
import { offer, undoLast } from "./undo-offer";

const paths = (): string[] => asked.map(({ path }) => path.replace("orders/order-", ""));

test("an undo is offered on while another press about that order is on its way", () =>
  withHub(async () => {
    const b1 = order(1, "queued");
    void act(b1, { kind: "claim" });
    await latest().answer(order(1, "making", { seq: 2 }));
    void act(order(1, "making", { seq: 2 }), { kind: "complete" });
    undoLast();
    assert.deepEqual(paths(), ["1/claim", "1/complete"]);
    assert(offer.value?.undo !== undefined, "the offer stays");
    await latest().refuse("wrong-state");
    undoLast();
    assert.deepEqual(paths(), ["1/claim", "1/complete", "1/release"]);
    assert.equal(offer.value, undefined);
    await latest().answer(order(1, "queued", { seq: 3 }));
  }));

test("a batch's undo reaches those with a press on its way once that was answered", () =>
  withHub(async () => {
    void actOnBatch([order(1, "queued"), order(2, "queued")]);
    await latest().answer({ orders: [order(1, "making"), order(2, "making")], seq: 2 });
    void act(order(1, "making"), { kind: "reprint" });
    undoLast();
    await settle();
    assert.deepEqual(paths().slice(1), ["1/reprint", "2/release"]);
    await asked[1]?.answer(order(1, "making", { seq: 3 }));
    assert.deepEqual(paths().slice(1), ["1/reprint", "2/release", "1/release"]);
    for (const each of asked.slice(2)) await each.answer(order(9, "queued"));
  }));

test("a second refusal is shown for as long as the first one was", () =>
  withHub(async () => {
    void act(order(1, "making"), { kind: "complete" });
    await latest().refuse("wrong-state");
    await pass(14_000);
    void act(order(1, "making"), { kind: "complete" });
    await latest().refuse("wrong-state");
    await pass(2_000);
    assert(refusals.value.has("order-1"));
    await pass(13_000);
    assert(!refusals.value.has("order-1"));
  }));
