import assert from "node:assert/strict";
import { test } from "node:test";
import type { Branding } from "../api/types";
import { contrast } from "../crew/branding";
import { CONTRAST_MIN, leastContrast, readableAccent } from "../crew/readable-accent";
import { accentOf, mix } from "../staff/accent";

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

// The same colours as in the hub's own test of this name.
test("the tint of a pale colour does not swallow its text", () => {
  assert.equal(readableAccent("#ffee88", "light"), "#6f6739");
  assert.equal(readableAccent("#ffee88", "dark"), "#ffee88");
  assert.equal(readableAccent("#102a6b", "light"), "#102a6b");
  assert.equal(readableAccent("#102a6b", "dark"), "#97a2bb");
});

test("any colour becomes readable where pages use it, on its own soft shade too", () => {
  for (const part of ["00", "33", "66", "99", "cc", "ff"]) {
    for (const colour of [`#${part}0000`, `#00${part}00`, `#0000${part}`, `#${part}${part}ff`, `#ff${part}00`]) {
      for (const scheme of ["light", "dark"] as const) {
        const accent = readableAccent(colour, scheme);
        assert(leastContrast(accent, scheme) >= CONTRAST_MIN, colour);
        const worn = accentOf({ ...BLUE, accent, accentDark: accent }, scheme);
        assert(contrast(accent, worn?.["--accent-soft"] ?? "") >= CONTRAST_MIN, `${colour}, soft`);
      }
    }
  }
});
