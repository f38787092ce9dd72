import assert from "node:assert/strict";
import { test } from "node:test";
import {
  LOGO_BYTES_MAX,
  brandingChange,
  brandingOf,
  contrast,
  draftOfBranding,
  mistakesIn,
  pngAsBase64,
  sameBranding,
} from "./branding";

test("a colour and sponsors go into the form and come out the same", () => {
  const branding = {
    colour: "#3366ff",
    accent: "#2a5be8",
    accentDark: null,
    sponsors: ["Ferris", "Crab"],
    logo: null,
  };
  assert.deepEqual(brandingOf(draftOfBranding(branding)), {
    colour: "#3366ff",
    sponsors: ["Ferris", "Crab"],
  });
  assert.deepEqual([...mistakesIn({ colour: "blue", sponsors: "1\n2\n3\n4\n5\n6\n7" })].sort(), [
    "colour",
    "sponsors",
  ]);
  assert.equal(mistakesIn({ colour: "", sponsors: "\n\nFerris\n" }).size, 0);
});

test("only what was changed of the look is saved", () => {
  const live = { colour: "#3366ff", sponsors: "Ferris" };
  assert.deepEqual(brandingChange({ ...live, colour: "" }, live), { colour: "" });
  assert.deepEqual(brandingChange({ ...live, sponsors: "Ferris\nCrab" }, live), {
    sponsors: ["Ferris", "Crab"],
  });
});

test("blank lines between sponsors are no change", () => {
  const form = { colour: "#3366ff", sponsors: "Ferris\nCrab" };
  assert(sameBranding(form, { ...form, sponsors: "\nFerris \n\nCrab" }));
  assert(!sameBranding(form, { ...form, sponsors: "Ferris" }));
  assert(!sameBranding(form, { ...form, colour: "" }));
});

test("contrast is computed as WCAG has it", () => {
  assert.equal(contrast("#000000", "#ffffff").toFixed(1), "21.0");
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("a logo is a PNG and not too large", () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1];
  assert.equal(pngAsBase64(new Uint8Array(png)), "iVBORw0KGgoB");
  assert.equal(pngAsBase64(new Uint8Array([1, 2, 3])), undefined);
  const large = new Uint8Array(LOGO_BYTES_MAX + 1);
  large.set(png);
  assert.equal(pngAsBase64(large), undefined);
});
