// The order page's reasons to ask the booth: the soonest holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Clock, Soonest } from "./soonest";

/** A clock that the test moves on. */
class Hand implements Clock {
  #now = 0;
  #count = 0;
  #waiting = new Map<number, { at: number; act: () => void }>();

  now = (): number => this.#now;

  setTimeout(act: () => void, ms: number): number {
    this.#waiting.set(++this.#count, { at: this.#now + ms, act });
    return this.#count;
  }

  clearTimeout(timer: number): void {
    this.#waiting.delete(timer);
  }

  /** Goes on by `ms`, doing what comes due on the way. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].sort(([, a], [, b]) => a.at - b.at);
      if (!next || next[1].at > end) break;
      this.#now = next[1].at;
      this.#waiting.delete(next[0]);
      next[1].act();
    }
    this.#now = end;
  }
}

/** A timer, its clock, and when it was done. */
function one(): { soonest: Soonest; hand: Hand; done: number[] } {
  const hand = new Hand();
  const done: number[] = [];
  return { hand, done, soonest: new Soonest(() => done.push(hand.now()), hand) };
}

test("a stream that fails every 3 s does not put off the question that is due in 5", () => {
  const { soonest, hand, done } = one();
  for (let second = 0; second < 60; second += 3) {
    soonest.within(5000);
    hand.pass(3000);
  }
  // Due 5 s after the first failure that finds nothing due: at 5, and from the failure at 6 at 11.
  assert.deepEqual(done.slice(0, 3), [5000, 11000, 17000]);
  assert.equal(done.length, 10);
});

test("what happened just now is asked for before the slow question, once", () => {
  const { soonest, hand, done } = one();
  soonest.within(20000);
  soonest.within(150);
  soonest.within(150);
  hand.pass(60000);
  assert.deepEqual(done, [150]);
});

test("nothing is asked behind a hidden page", () => {
  const { soonest, hand, done } = one();
  soonest.within(5000);
  soonest.never();
  hand.pass(60000);
  assert.deepEqual(done, []);
  soonest.within(5000);
  hand.pass(60000);
  assert.deepEqual(done, [65000]);
});
