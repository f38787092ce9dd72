import assert from "node:assert/strict";
import { test } from "node:test";
import { discard, leave, leaving, saveAndGo, stay, typedSince, unsaved } from "./unsaved";

/** A page to go to, and whether one is there. */
function elsewhere(): { go(): void; there: boolean } {
  const place = {
    there: false,
    go: () => {
      place.there = true;
    },
  };
  return place;
}

test("a page without changes is left at once", () => {
  const place = elsewhere();
  unsaved.value = undefined;
  assert.equal(leave(place.go), true);
  assert.deepEqual([place.there, leaving.value], [true, undefined]);
});

test("changes are left only once they are discarded", () => {
  const place = elsewhere();
  unsaved.value = { words: "2 changes" };
  assert.equal(leave(place.go), false);
  stay();
  assert.deepEqual([place.there, leaving.value, unsaved.value?.words], [false, undefined, "2 changes"]);
  leave(place.go);
  discard();
  assert.deepEqual([place.there, leaving.value, unsaved.value], [true, undefined, undefined]);
});

test("a page is left after saving, and stays where saving failed", async () => {
  const place = elsewhere();
  let well = false;
  unsaved.value = { words: "1 change", save: () => Promise.resolve(well) };
  leave(place.go);
  await saveAndGo();
  assert.deepEqual([place.there, unsaved.value?.words], [false, "1 change"]);
  well = true;
  leave(place.go);
  await saveAndGo();
  assert.deepEqual([place.there, unsaved.value], [true, undefined]);
});

test("what was typed while a save was on its way stays typed", () => {
  const sent: Record<string, string> = { chooseS: "240", collectS: "900" };
  assert.deepEqual(typedSince({ ...sent, chooseS: "241", boothLetter: "C" }, sent), {
    chooseS: "241",
    boothLetter: "C",
  });
  assert.deepEqual(typedSince(sent, sent), {});
});
