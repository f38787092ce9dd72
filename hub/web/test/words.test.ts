import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../api/client";
import type { Menu } from "../api/types";
import { find } from "../barista/finding";
import { SECOND_PRESS_MS, isSecondPress, keyed, meant } from "../barista/keypad";
import { stateWords } from "../barista/order-words";
import { say } from "../messages/messages";
import en from "../messages/en.json";
import ja from "../messages/ja.json";
import { drinkLine, drinkWords } from "../staff/drink-words";
import { refusalWords } from "../staff/refusal-words";
import { pauseWords } from "../staff/store-chip";
import { drink, order } from "./orders";

const MENU: Menu = {
  drinks: [
    {
      id: "flat-white",
      name: "Flat white",
      names: { ja: "フラットホワイト" },
      vessel: "tall",
      layers: [],
      available: true,
      allergens: null,
      caffeine_mg: null,
      modifiers: [{ name: "Milk", options: [{ name: "Oat", names: { ja: "オーツ" }, available: true }] }],
    },
  ],
};

test("a drink's words keep the milk apart and leave defaults out", () => {
  const words = drinkWords(drink("flat-white", { Milk: "Oat", Shots: "Double" }), MENU, "en");
  assert.deepEqual(words, { drink: "Flat white", milk: "Oat", extras: ["Double"] });
  assert.equal(drinkLine(words, "en"), "Flat white oat, double");
});

test("words come in the reader's language, and by the ordered name once off the menu", () => {
  assert.equal(drinkWords(drink("flat-white", { Milk: "Oat" }), MENU, "ja").milk, "オーツ");
  assert.equal(drinkWords(drink("long-black"), MENU, "ja").drink, "long black");
});

test("plural forms follow the language", () => {
  assert.equal(say("en", "done.batch", { n: 1 }), "1 drink is yours");
  assert.equal(say("en", "done.batch", { n: 3 }), "3 drinks are yours");
  assert.equal(say("ja", "done.batch", { n: 1 }), "1 杯があなたの担当です");
});

test("a value that is missing is seen rather than lost", () => {
  assert.equal(say("en", "undo.press"), "Undo {seconds}");
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

test("a refusal is told in the tablet's language, and what was typed wrong as the hub says it", () => {
  const refused = (word: string): Refused =>
    new Refused({ type: `urn:crema:problem:${word}`, title: "", status: 409, detail: "B42 is ready already." });
  assert.equal(refusalWords(refused("wrong-state"), "en"), "B42 is ready already.");
  assert(refusalWords(refused("wrong-state"), "ja").startsWith("今はできません"));
  assert.equal(refusalWords(refused("bad-input"), "ja"), "B42 is ready already.");
});

test("an order that was cancelled says why, and who did it where it was not staff", () => {
  const by = (who: "staff" | "customer"): string =>
    stateWords(order(1, "cancelled", { ending: { why: "cancelled", reason: "sold_out", by: who } }));
  assert.equal(by("staff"), "cancelled: Something has sold out");
  assert.equal(by("customer"), "cancelled: by the customer");
  assert.equal(stateWords(order(1, "timed_out", { ending: { why: "not_made" } })), "timed out");
  assert.equal(stateWords(order(1, "making", { barista: { sessionId: "mia", name: "Mia" } })), "Mia makes it");
});

test("a usual pause is worded by the page, one's own words stay, and only a pause says why", () => {
  assert.equal(pauseWords({ state: "paused", because: "milk" }), "Fetching milk");
  assert.equal(pauseWords({ state: "paused", reason: "Zurück um 3" }), "Zurück um 3");
  assert.equal(pauseWords({ state: "paused" }), undefined);
  assert.equal(pauseWords({ state: "open", because: "milk" }), undefined);
});

test("orders are found by number, label, and name without its accents", () => {
  const all = [
    order(4, "queued", { name: "Zoë" }),
    order(42, "making", { name: "Åsa" }),
    order(43, "ready", { name: "Kenji 健二" }),
  ];
  const found = (typed: string): (number | null)[] => find(all, typed).map((each) => each.number);
  assert.deepEqual(found("4"), [4, 43, 42]);
  assert.deepEqual(found("b42"), [42]);
  assert.deepEqual(found("４３"), [43]);
  assert.deepEqual(found("zoe"), [4]);
  assert.deepEqual(found("健二"), [43]);
  assert.deepEqual(found("  "), []);
});

test("digits gather until Enter; Enter alone is left to the page", () => {
  let typed = "";
  for (const key of ["4", "2"]) typed = keyed(typed, key).typed;
  assert.deepEqual(keyed(typed, "Enter"), { typed: "", chosen: 42, taken: true });
  assert.deepEqual(keyed("", "Enter"), { typed: "", taken: false });
  assert.equal(keyed("42", "Backspace").typed, "4");
  assert.deepEqual(keyed("42", "Escape"), { typed: "", taken: true });
});

test("a key beside the digits acts on the number before it, or on what is selected", () => {
  assert.deepEqual(keyed("42", "+"), { typed: "", action: "step", chosen: 42, taken: true });
  assert.deepEqual(keyed("", "-"), { typed: "", action: "back", taken: true });
  assert.deepEqual(keyed("42", "/"), { typed: "", action: "menu", taken: true });
  assert.equal(keyed("", "?").action, "legend");
  assert.deepEqual(keyed("4", "x"), { typed: "4", taken: false });
});

test("the point clears what is typed, and takes the last thing back when nothing is", () => {
  assert.deepEqual(keyed("42", "."), { typed: "", taken: true });
  assert.deepEqual(keyed("", "."), { typed: "", action: "undo", taken: true });
});

test("zero and Enter is a number like others: what it puts away is the page's to know", () => {
  assert.deepEqual(keyed(keyed("", "0").typed, "Enter"), { typed: "", chosen: 0, taken: true });
});

test("a pad means the same with NumLock off", () => {
  assert.equal(meant({ key: "Home", code: "Numpad7" }), "7");
  assert.equal(meant({ key: "Delete", code: "NumpadDecimal" }), ".");
  assert.equal(meant({ key: ",", code: "NumpadDecimal" }), ".");
  assert.equal(meant({ key: "Home", code: "Home" }), "Home");
  assert.equal(meant({ key: "/", code: "NumpadDivide" }), "/");
});

test("an acting key held down or bouncing acts once", () => {
  assert(!isSecondPress(undefined, 5, false));
  assert(isSecondPress(undefined, 5, true));
  assert(isSecondPress(1_000, 1_000 + SECOND_PRESS_MS - 1, false));
  assert(!isSecondPress(1_000, 1_000 + SECOND_PRESS_MS, false));
});
