import assert from "node:assert/strict";
import { test } from "node:test";
import type { Branding } from "../../api/types";
import { accentOf } from "../../staff/look/accent";
import { contrast } from "./branding";
import { CONTRAST_MIN, leastContrast, readableAccent } from "./readable-accent";

const BLUE: Branding = {
  colour: "#3366ff",
  accent: "#1f4fd8",
  accentDark: "#8fb0ff",
  sponsors: [],
  logo: null,
};

// The same colours as in the hub's own test of this name.
test("the tint of a pale colour does not swallow its text", () => {
  assert.equal(readableAccent("#ffee88", "light"), "#6f6739");
  assert.equal(readableAccent("#ffee88", "dark"), "#ffee88");
  assert.equal(readableAccent("#102a6b", "light"), "#102a6b");
  assert.equal(readableAccent("#102a6b", "dark"), "#97a2bb");
});

test("any colour becomes readable where pages use it, on its own soft shade too", () => {
  for (const part of ["00", "33", "66", "99", "cc", "ff"]) {
    for (const colour of [
      `#${part}0000`,
      `#00${part}00`,
      `#0000${part}`,
      `#${part}${part}ff`,
      `#ff${part}00`,
    ]) {
      for (const scheme of ["light", "dark"] as const) {
        const accent = readableAccent(colour, scheme);
        assert(leastContrast(accent, scheme) >= CONTRAST_MIN, colour);
        const worn = accentOf({ ...BLUE, accent, accentDark: accent }, scheme);
        assert(contrast(accent, worn?.["--accent-soft"] ?? "") >= CONTRAST_MIN, `${colour}, soft`);
      }
    }
  }
});
