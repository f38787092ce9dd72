import assert from "node:assert/strict";
import { test } from "node:test";
import en from "./en.json";
import ja from "./ja.json";
import { translate } from "./messages";

test("plural forms follow the language", () => {
  assert.equal(translate("en", "done.batch", { n: 1 }), "1 drink is yours");
  assert.equal(translate("en", "done.batch", { n: 3 }), "3 drinks are yours");
  assert.equal(translate("ja", "done.batch", { n: 1 }), "1 杯があなたの担当です");
});

test("a value that is missing is seen rather than lost", () => {
  assert.equal(translate("en", "undo.press"), "Undo {seconds}");
});

test("both languages have the same messages with the same values in them", () => {
  assert.deepEqual(Object.keys(ja).sort(), Object.keys(en).sort());
  const values = (message: unknown): string[] => {
    const forms = typeof message === "string" ? message : (message as { other: string }).other;
    return [...forms.matchAll(/\{\w+\}/g)].map(String).sort();
  };
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    assert.deepEqual(values(ja[key]), values(en[key]), key);
  }
});
