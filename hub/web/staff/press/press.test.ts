import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, Unreachable } from "../../api/client";
import { KEPT_MS, type PressClock, SECOND_TOUCH_MS, SECOND_TOUCH_PX, isSecondTouch, press } from "./press";

/** A clock that only goes on when someone pauses; the press's own deadline is left alone. */
function handClock(): PressClock {
  let ms = 0;
  return {
    now: () => ms,
    pause: (wanted) => {
      if (wanted >= KEPT_MS) return new Promise(() => undefined);
      ms += wanted;
      return Promise.resolve();
    },
  };
}

const refusal = new Refused({
  type: "urn:crema:problem:wrong-state",
  title: "",
  status: 409,
  detail: "Not now.",
});

test("a press off the network is sent again with the same key until it is answered", async () => {
  const keys: string[] = [];
  const ended = await press((key) => {
    keys.push(key);
    return keys.length < 4 ? Promise.reject(new Unreachable()) : Promise.resolve("B42");
  }, handClock());
  assert.deepEqual(ended, { how: "done", answer: "B42" });
  assert.equal(keys.length, 4);
  assert.equal(new Set(keys).size, 1);
});

test("two presses have two keys", async () => {
  const keys = new Set<string>();
  const send = (key: string): Promise<void> => {
    keys.add(key);
    return Promise.resolve();
  };
  await press(send, handClock());
  await press(send, handClock());
  assert.equal(keys.size, 2);
});

test("after 10 s a press is given back, and nothing was sent later than that", async () => {
  const clock = handClock();
  const sentAt: number[] = [];
  const ended = await press(() => {
    sentAt.push(clock.now());
    return Promise.reject(new Unreachable());
  }, clock);
  assert.deepEqual(ended, { how: "given-back" });
  assert(sentAt.length > 5);
  assert(Math.max(...sentAt) < KEPT_MS);
});

test("a refusal ends a press at once, with its sentence", async () => {
  let tries = 0;
  const ended = await press(() => {
    tries += 1;
    return Promise.reject(refusal);
  }, handClock());
  assert.deepEqual(ended, { how: "refused", refused: refusal });
  assert.equal(tries, 1);
  assert.deepEqual([refusal.message, refusal.word], ["Not now.", "wrong-state"]);
});

test("a fault of the page itself is not taken for a lost connection", async () => {
  const fault = new TypeError("ours");
  const caught = await press(() => Promise.reject(fault), handClock()).catch((cause: unknown) => cause);
  assert.equal(caught, fault);
});

test("a second touch is near in time and in place", () => {
  const first = { atMs: 1_000, x: 100, y: 100 };
  const soon = 1_000 + SECOND_TOUCH_MS - 1;
  assert(!isSecondTouch(undefined, first));
  assert(isSecondTouch(first, { atMs: soon, x: 110, y: 95 }));
  assert(!isSecondTouch(first, { atMs: 1_000 + SECOND_TOUCH_MS, x: 100, y: 100 }));
  assert(!isSecondTouch(first, { atMs: soon, x: 101 + SECOND_TOUCH_PX, y: 100 }));
  const [oat, soy] = [{}, {}];
  const onOat = { ...first, on: oat };
  assert(isSecondTouch(onOat, { ...onOat, atMs: soon }));
  assert(!isSecondTouch(onOat, { ...onOat, on: soy, atMs: soon }), "another switch beside it");
  assert(isSecondTouch(onOat, { ...first, atMs: soon }), "a card may have moved there");
});
