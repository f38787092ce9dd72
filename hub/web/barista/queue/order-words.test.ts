import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "../../test/sample-orders";
import { stateWords } from "./order-words";

test("an order that was cancelled says why, and who did it where it was not staff", () => {
  const by = (who: "staff" | "customer"): string =>
    stateWords(order(1, "cancelled", { ending: { why: "cancelled", reason: "sold_out", by: who } }));
  assert.equal(by("staff"), "cancelled: Something has sold out");
  assert.equal(by("customer"), "cancelled: by the customer");
  const byBooth = (reason: "closing" | "other"): string =>
    stateWords(order(1, "cancelled", { ending: { why: "cancelled", reason, by: "booth" } }));
  assert.equal(byBooth("closing"), "cancelled: We are closing");
  assert.equal(byBooth("other"), "cancelled: by the booth");
  assert.equal(
    stateWords(order(1, "timed_out", { ending: { why: "not_made" } })),
    "given up after waiting too long",
  );
  assert.equal(
    stateWords(order(1, "making", { barista: { sessionId: "mia", name: "Mia" } })),
    "Mia makes it",
  );
});
