import assert from "node:assert/strict";
import { test } from "node:test";
import { BoothClock } from "./booth-clock";

test("booth time counts on from the last answer by the steady clock", () => {
  let steady = 500;
  const clock = new BoothClock(() => steady);
  assert.equal(clock.now(), 0);
  clock.set(10_000);
  steady = 1_700;
  assert.equal(clock.now(), 11_200);
});

test("an answer that was overtaken does not turn booth time back, a hub that was off does", () => {
  let steady = 0;
  const clock = new BoothClock(() => steady);
  clock.advance(10_000);
  steady = 2_000;
  clock.advance(11_000);
  assert.equal(clock.now(), 12_000);
  steady = 1_200_000;
  clock.doubt();
  clock.advance(15_000);
  assert.equal(clock.now(), 15_000);
  clock.advance(14_000);
  assert.equal(clock.now(), 15_000);
});
