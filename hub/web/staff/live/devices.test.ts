import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoreView } from "../../api/types";
import { deviceShown, troubled } from "./devices";

function view(more: Partial<StoreView>): StoreView {
  return { printers: [], boards: [], ...more } as unknown as StoreView;
}

test("the bar shows a printer that is well, whatever the boards are called", () => {
  const shown = deviceShown(
    view({ printers: [{ printer: "Bar", condition: "ok" }], boards: [{ name: "Door", condition: "ok" }] }),
  );
  assert.deepEqual(shown, { kind: "printer", name: "Bar", condition: "ok", more: 0 });
});

test("what is gone comes before what only needs paper, and the rest is counted", () => {
  const booth = view({
    printers: [
      { printer: "Bar", condition: "paper_low" },
      { printer: "Door", condition: "ok" },
    ],
    boards: [{ name: null, condition: "gone" }],
  });
  assert.deepEqual(deviceShown(booth), { kind: "board", name: "Board", condition: "gone", more: 1 });
  assert.deepEqual(
    troubled(booth).map(({ condition }) => condition),
    ["gone", "paper_low"],
  );
});

test("a booth without a printer has nothing to show, and a hub of before had no boards", () => {
  assert.equal(deviceShown({ printers: [] } as unknown as StoreView), undefined);
  assert.equal(deviceShown(view({ boards: [{ name: "Door", condition: "ok" }] })), undefined);
});
