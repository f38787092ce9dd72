// The tablet's keys, with as much of a browser as they touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionView } from "../../api/types";
import { applyOrder, orders } from "../../staff/live/live-model";
import { order } from "../../test/sample-orders";
import { close } from "../panel/panel";
import { listenToKeys } from "./keyboard";

const MIA = { sessionId: "mia", role: "barista", name: "Mia" } as SessionView;

/** A key press. Returns whether it was left to the browser, which presses the focused element. */
function press(key: string, atMs: number, browser: EventTarget): boolean {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key, code: key, repeat: false });
  Object.defineProperty(event, "timeStamp", { value: atMs });
  return browser.dispatchEvent(event);
}

test("the bounce of the Enter that ended a number does not press the card's button, a second Enter does", () => {
  const browser = new EventTarget();
  let focused = 0;
  const button = { scrollIntoView: () => undefined, focus: () => (focused += 1) };
  Object.assign(globalThis, {
    HTMLInputElement: class {},
    HTMLTextAreaElement: class {},
    HTMLSelectElement: class {},
    HTMLButtonElement: class {},
    addEventListener: browser.addEventListener.bind(browser),
    removeEventListener: browser.removeEventListener.bind(browser),
    document: {
      body: { classList: { add: () => undefined } },
      querySelector: () => ({ querySelector: () => button }),
    },
  });
  orders.value = new Map();
  applyOrder(order(42, "queued"));
  close();
  const deaf = listenToKeys(MIA);
  for (const [at, key] of ["4", "2", "Enter"].entries()) assert(!press(key, at * 500, browser));
  assert.equal(focused, 1);
  assert(!press("Enter", 1_100, browser), "a bounce");
  assert(press("Enter", 1_600, browser));
  deaf();
});
