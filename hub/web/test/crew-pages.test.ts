import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, since } from "../board/glow";
import {
  LOGO_BYTES_MAX,
  brandingChange,
  brandingOf,
  contrast,
  draftOfBranding,
  mistakesIn,
  pngAsBase64,
  sameBranding,
} from "../crew/branding";
import { dayStep } from "../crew/day";
import { typedPattern } from "../crew/event-pattern";
import { bestHour, byDay, byDrink, byHour, firstAndLast, minutes } from "../crew/figures";
import { kindOf, linesOf } from "../crew/menu-file";
import { NO_DRAFT, daysOf, mistakeIn, startOf } from "../crew/occasions";

test("hours without a drink are shown between those with one, and only the last twelve", () => {
  const counts = { made: 9, "hour:2026-11-24T09": 4, "hour:2026-11-24T11": 5, "drink:latte": 9 };
  const hour = (ms: number): string => String(new Date(ms).getUTCHours());
  assert.deepEqual(byHour(counts, hour), [
    { label: "9", value: 4 },
    { label: "10", value: 0 },
    { label: "11", value: 5 },
  ]);
  const twoDays = byHour({ ...counts, "hour:2026-11-23T09": 1 }, hour);
  assert.equal(twoDays.length, 12);
  assert.equal(twoDays.at(-1)?.value, 5);
  assert.deepEqual(byHour({ made: 9 }, hour), []);
  assert.equal(bestHour(counts), 5);
  assert.equal(bestHour({}), 0);
});

test("the hours of an occasion stand day by day, by this device's clock", () => {
  const counts = { "hour:2026-11-24T21": 3, "hour:2026-11-24T23": 1, "hour:2026-11-25T09": 5 };
  const hour = (ms: number): string => String(new Date(ms).getUTCHours());
  assert.deepEqual(byDay(counts, (ms) => new Date(ms).toISOString().slice(0, 10), hour), [
    {
      day: "2026-11-24",
      bars: [
        { label: "21", value: 3 },
        { label: "22", value: 0 },
        { label: "23", value: 1 },
      ],
    },
    { day: "2026-11-25", bars: [{ label: "9", value: 5 }] },
  ]);
  assert.deepEqual(firstAndLast(counts), [Date.parse("2026-11-24T21:00Z"), Date.parse("2026-11-25T09:00Z")]);
  assert.equal(firstAndLast({ made: 0 }), undefined);
});

test("drinks are named and stand with the most first", () => {
  const counts = { "drink:latte": 2, "drink:mocha": 7 };
  assert.deepEqual(byDrink(counts, (id) => ({ label: id.toUpperCase() })), [
    { label: "MOCHA", value: 7 },
    { label: "LATTE", value: 2 },
  ]);
  assert.deepEqual([minutes(260), minutes(59), minutes(0)], ["4:20", "0:59", "0:00"]);
});

test("the day's end asks for last orders first, then for what is left", () => {
  const view = (state: "open" | "paused" | "last_orders" | "closed", inFlight: number) => ({
    store: { state },
    inFlight,
  });
  assert.equal(dayStep(view("open", 3), false), "lastOrders");
  assert.equal(dayStep(view("paused", 0), false), "lastOrders");
  assert.equal(dayStep(view("last_orders", 3), false), "left");
  assert.equal(dayStep(view("last_orders", 0), false), "end");
  assert.equal(dayStep(view("closed", 0), true), "over");
});

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

test("a colour and sponsors go into the form and come out the same", () => {
  const branding = {
    colour: "#3366ff",
    accent: "#2a5be8",
    accentDark: null,
    sponsors: ["Ferris", "Crab"],
    logo: null,
  };
  assert.deepEqual(brandingOf(draftOfBranding(branding)), { colour: "#3366ff", sponsors: ["Ferris", "Crab"] });
  assert.deepEqual([...mistakesIn({ colour: "blue", sponsors: "1\n2\n3\n4\n5\n6\n7" })].sort(), [
    "colour",
    "sponsors",
  ]);
  assert.equal(mistakesIn({ colour: "", sponsors: "\n\nFerris\n" }).size, 0);
});

test("only what was changed of the look is saved", () => {
  const live = { colour: "#3366ff", sponsors: "Ferris" };
  assert.deepEqual(brandingChange({ ...live, colour: "" }, live), { colour: "" });
  assert.deepEqual(brandingChange({ ...live, sponsors: "Ferris\nCrab" }, live), { sponsors: ["Ferris", "Crab"] });
});

test("blank lines between sponsors are no change", () => {
  const form = { colour: "#3366ff", sponsors: "Ferris\nCrab" };
  assert(sameBranding(form, { ...form, sponsors: "\nFerris \n\nCrab" }));
  assert(!sameBranding(form, { ...form, sponsors: "Ferris" }));
  assert(!sameBranding(form, { ...form, colour: "" }));
});

test("contrast is told as WCAG has it", () => {
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

test("a pattern that is no JSON yet is not asked for", () => {
  assert.deepEqual(typedPattern(" "), { pattern: undefined });
  assert.deepEqual(typedPattern('{ "detail-type":\n["A"] }'), { pattern: '{"detail-type":["A"]}' });
  assert("mistake" in typedPattern('{"detail'));
});

test("a menu's file tells its kind, and its refusal its lines", () => {
  assert.equal(kindOf("Menu 2026.CSV"), "csv");
  assert.equal(kindOf("menu.toml"), "toml");
  assert.equal(kindOf("menu.xlsx"), undefined);
  const lines = linesOf("Line 3: no drink.\n\n Line 7: no name.");
  assert.deepEqual(lines, ["Line 3: no drink.", "Line 7: no name."]);
});

test("an order called again is as new on the board as one just ready", () => {
  const first = since(undefined, [callOf("a", "0")], 1_000);
  const called = since(first, [callOf("a", "1")], 2_000);
  assert.equal(called.get(callOf("a", "1")), 2_000);
  assert.equal(callOf("a", null), callOf("a", "0"));
});
