import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseWords } from "./store-chip";

test("a usual pause is worded by the page, one's own words stay, and only a pause says why", () => {
  assert.equal(pauseWords({ state: "paused", because: "milk" }), "Fetching milk");
  assert.equal(pauseWords({ state: "paused", reason: "Zurück um 3" }), "Zurück um 3");
  assert.equal(pauseWords({ state: "paused" }), undefined);
  assert.equal(pauseWords({ state: "open", because: "milk" }), undefined);
});
