import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_DRAFT, daysOf, mistakeIn, startOf } from "./occasions";

test("an occasion needs a name, and its days in order", () => {
  const draft = { ...NO_DRAFT, name: "Rustfest", start: "2026-11-24", end: "2026-11-25" };
  assert.equal(mistakeIn(draft), undefined);
  assert.equal(mistakeIn({ ...draft, name: "  " }), "name");
  assert.equal(mistakeIn({ ...draft, end: "2026-11-23" }), "end");
  assert.deepEqual(startOf({ ...draft, name: " Rustfest ", end: "" }), {
    name: "Rustfest",
    start: "2026-11-24",
  });
  assert.deepEqual(startOf({ ...NO_DRAFT, name: "A", menu: "empty" }), { name: "A", menu: { drinks: [] } });
});

test("an occasion's days are said once, whatever the time zone", () => {
  assert.equal(daysOf({}, "en"), "");
  assert.equal(daysOf({ start: "2026-11-24" }, "en"), "Nov 24, 2026");
  assert.equal(daysOf({ start: "2026-11-24", end: "2026-11-24" }, "en"), "Nov 24, 2026");
  assert(daysOf({ start: "2026-11-24", end: "2026-11-25" }, "en").includes("25"));
});
