import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../api/client";
import { refusalWords } from "./refusal-words";

test("a refusal that names an order names it in every language", () => {
  const detail = "The guest of B12 has ordered again: B15.";
  const refused = new Refused({ type: "urn:crema:problem:open-order", title: "", status: 409, detail });
  assert.equal(refusalWords(refused, "en"), detail);
  const japanese = refusalWords(refused, "ja");
  assert(japanese.includes("B15") && !/guest|\{/.test(japanese), japanese);
});

test("a refusal is worded in the tablet's language, and a typing mistake as the hub words it", () => {
  const refused = (word: string): Refused =>
    new Refused({
      type: `urn:crema:problem:${word}`,
      title: "",
      status: 409,
      detail: "B42 is ready already.",
    });
  assert.equal(refusalWords(refused("wrong-state"), "en"), "B42 is ready already.");
  assert(refusalWords(refused("wrong-state"), "ja").startsWith("今はできません"));
  assert.equal(refusalWords(refused("bad-input"), "ja"), "B42 is ready already.");
});
