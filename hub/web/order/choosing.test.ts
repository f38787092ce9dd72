// The form of the drinks as a query: answers of a person, untouched defaults, open rows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultField, queryOf } from "./choosing";

const text = (fields: [string, string][], drink?: string): string =>
  decodeURIComponent(
    String(queryOf(fields, drink === undefined ? undefined : { name: "drink", value: drink })),
  );

const HEAD: [string, string] = ["drink", "latte"];

test("a row without a tick says what its hidden field says, and a tick comes after it", () => {
  assert.equal(text([HEAD, ["m.Milk", "Soy"]]), "drink=latte&m.Milk=Soy", "the answer that sold out");
  assert.equal(text([HEAD, ["m.Milk", ""]]), "drink=latte&m.Milk=", "asked and not answered");
  assert.equal(text([HEAD, ["m.Milk", "Soy"], ["m.Milk", "Oat"]]), "drink=latte&m.Milk=Oat");
});

test("another drink is asked for without the defaults of this one, and with every answer", () => {
  const fields: [string, string][] = [
    HEAD,
    ["m.Milk", "Soy"],
    ["m.Shots", ""],
    ["d.Shots", "Single"],
    ["m.Shots", "Single"],
    ["m.Beans", ""],
  ];
  assert.equal(text(fields, "mocha"), "drink=mocha&m.Milk=Soy&m.Beans=");
  assert.equal(text(fields, "latte"), "drink=latte&m.Milk=Soy&m.Shots=Single&d.Shots=Single&m.Beans=");
  assert.equal(text(fields), "drink=latte&m.Milk=Soy&m.Shots=Single&d.Shots=Single&m.Beans=");
});

test("an option that was ticked instead of the default is an answer", () => {
  const fields: [string, string][] = [HEAD, ["m.Milk", ""], ["d.Milk", "Whole"], ["m.Milk", "Oat"]];
  assert.equal(text(fields, "mocha"), "drink=mocha&m.Milk=Oat");
  assert.equal(defaultField("m.Milk"), "d.Milk");
  assert.equal(defaultField("name"), "");
});
