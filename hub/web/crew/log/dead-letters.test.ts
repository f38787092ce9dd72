import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeadLetterView } from "../../api/types";
import { loads } from "../../staff/live/live-model";
import { asked, latest, settle, withHub } from "../../test/fake-hub";
import { DeadLetterList, failures, orderOf, whyOf } from "./dead-letters";

const BEHIND = "an earlier event of the same key is a dead letter";

function letter(seq: number, more: Partial<DeadLetterView> = {}): DeadLetterView {
  return { consumer: "counting", seq, key: "order:7", reason: "it panicked", ...more };
}

test("what waits behind a failure is counted there, and has no line of its own", () => {
  const letters = [
    letter(1),
    letter(2, { reason: BEHIND }),
    letter(3, { key: "order:8" }),
    letter(4, { reason: BEHIND }),
    letter(5, { consumer: "journey", reason: BEHIND }),
    letter(6, { timer: "collect" }),
  ];
  const shown = failures(letters).map(({ letter: { seq }, waiting }) => [seq, waiting]);
  assert.deepEqual(shown, [
    [1, 2],
    [3, 0],
    [5, 0],
    [6, 0],
  ]);
});

test("an order is stopped by the key's id, and nothing else can be", () => {
  assert.equal(orderOf(letter(1)), "7");
  assert.equal(orderOf(letter(1, { key: "printer:order:7" })), undefined);
  assert.equal(orderOf({ consumer: "counting", seq: 1 }), undefined);
});

test("the reason is said by what the crew can expect of it", () => {
  const why = (reason?: string) => whyOf(letter(1, reason === undefined ? {} : { reason }));
  assert.equal(why(BEHIND), "dead.whyBehind");
  assert.equal(why("counting failed on X: the database refuses a statement"), "dead.whyStored");
  assert.equal(why("counting failed on X: it panicked"), "dead.whyProgram");
});

test("a redrive that fails again says how many are left, until that is no longer true", () =>
  withHub(async () => {
    const list = new DeadLetterList();
    const stop = list.follow();
    await latest().answer({ deadLetters: [letter(1)], total: 1, seq: 5 });
    assert.equal(list.leftByRedrive.value, undefined, "nothing was tried");

    const told = list.redriven();
    await latest().answer({ deadLetters: [letter(1)], total: 1, seq: 5 });
    await told;
    assert.equal(list.leftByRedrive.value, 1);

    loads.value += 1;
    await settle();
    await latest().answer({ deadLetters: [], total: 0, seq: 6 });
    assert.deepEqual([list.now.value?.total, list.leftByRedrive.value], [0, undefined]);
    stop();
  }));

test("an answer that a later question has overtaken is dropped", () =>
  withHub(async () => {
    const list = new DeadLetterList();
    const stop = list.follow();
    const first = latest();
    loads.value += 1;
    await settle();
    assert.equal(asked.length, 2);
    await latest().answer({ deadLetters: [], total: 0, seq: 6 });
    await first.answer({ deadLetters: [letter(1)], total: 1, seq: 5 });
    assert.equal(list.now.value?.total, 0);
    stop();
  }));
