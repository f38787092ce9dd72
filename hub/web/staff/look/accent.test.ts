import assert from "node:assert/strict";
import { test } from "node:test";
import type { Branding } from "../../api/types";
import { accentOf, mix } from "./accent";

const BLUE: Branding = {
  colour: "#3366ff",
  accent: "#1f4fd8",
  accentDark: "#8fb0ff",
  sponsors: [],
  logo: null,
};

test("the booth's colour is worn by day and by night, and without one the page keeps its own", () => {
  assert.equal(accentOf(BLUE, "light")?.["--accent"], "#1f4fd8");
  assert.equal(accentOf(BLUE, "dark")?.["--accent"], "#8fb0ff");
  assert.equal(accentOf({ ...BLUE, accent: null }, "light"), undefined);
  assert.equal(accentOf(undefined, "dark"), undefined);
});

test("a soft shade lies between the accent and its ground", () => {
  assert.equal(mix("#000000", "#ffffff", 0), "#ffffff");
  assert.equal(mix("#000000", "#ffffff", 1), "#000000");
  assert.equal(mix("#ff0000", "#0000ff", 0.5), "#800080");
});
