// The order page's questions to the booth: a tapped drink is asked for until it is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Asking } from "./asking";

/** A page whose answers come when the test says so. */
class Paper {
  typed = "";
  shown: string[] = [];
  lost: string[] = [];
  asked: { address: string; answer(text: string | undefined): Promise<void> }[] = [];
  readonly asking = new Asking<string, string>({
    address: (tap) => `?name=${this.typed}&drink=${tap ?? this.shown.at(-1) ?? ""}`,
    load: (address) =>
      new Promise((resolve) => {
        const answer = async (text: string | undefined): Promise<void> => {
          resolve(text);
          for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        };
        this.asked.push({ address, answer });
      }),
    show: (text) => this.shown.push(text),
    lost: (tap) => this.lost.push(tap),
    leaving: () => false,
  });
}

test("a tap is kept when a message of the stream asks meanwhile", async () => {
  const paper = new Paper();
  paper.asking.tapped("latte");
  void paper.asking.ask();
  await paper.asked[0]?.answer("too late");
  assert.deepEqual(paper.shown, []);
  assert.equal(paper.asked[1]?.address, "?name=&drink=latte");
  await paper.asked[1]?.answer("latte");
  assert.deepEqual(paper.shown, ["latte"]);
});

test("a name typed while the tap is on its way is asked for with the tap", async () => {
  const paper = new Paper();
  paper.asking.tapped("latte");
  paper.typed = "Zoë";
  await paper.asked[0]?.answer("before the name");
  assert.equal(paper.asked[1]?.address, "?name=Zoë&drink=latte");
  await paper.asked[1]?.answer("latte");
  assert.deepEqual(paper.shown, ["latte"]);
});

test("what is shown is not asked for again, and a later tap counts more", async () => {
  const paper = new Paper();
  paper.asking.tapped("latte");
  paper.asking.tapped("mocha");
  await paper.asked[1]?.answer("mocha");
  await paper.asked[0]?.answer("latte");
  assert.deepEqual(paper.shown, ["mocha"]);
  void paper.asking.ask();
  assert.equal(paper.asking.address(), "?name=&drink=mocha");
  await paper.asked[2]?.answer("espresso");
  assert.equal(paper.asking.address(), "?name=&drink=espresso", "as the booth has it now");
});

test("a tap without an answer is left to the browser, once, also after it was overtaken", async () => {
  const paper = new Paper();
  paper.asking.tapped("latte");
  const poll = paper.asking.ask();
  await paper.asked[0]?.answer(undefined);
  assert.deepEqual(paper.lost, []);
  await paper.asked[1]?.answer(undefined);
  assert.deepEqual(paper.lost, ["latte"]);
  assert.equal(await poll, false);
});
