// The code's field, key by key: what a person sees in the boxes after each thing they do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type CodeField, codeOf, edited } from "./code-edit";

/** A field on which a test types as a browser lets a person. */
class Boxes {
  private field: CodeField;

  constructor(
    private readonly letter: string,
    text = letter,
  ) {
    this.field = { text, caret: text.length, filledIn: true };
  }

  get text(): string {
    return this.field.text;
  }

  /** The text in the boxes, with the caret. */
  get shown(): string {
    const { text, caret } = this.field;
    return `${text.slice(0, caret)}|${text.slice(caret)}`;
  }

  /** A tap before the letter with this index, or everything selected up to `end`. */
  at(caret: number, end = caret): this {
    this.field = { ...this.field, caret };
    this.end = end;
    return this;
  }

  all(): this {
    return this.at(0, this.text.length);
  }

  /** One change: pasted, or composed and then taken over. */
  puts(words: string): this {
    return this.changes(this.field.caret, this.end ?? this.field.caret, words);
  }

  /** Key by key. */
  types(words: string): this {
    for (const key of words) this.puts(key);
    return this;
  }

  backspace(): this {
    const { caret } = this.field;
    const end = this.end ?? caret;
    return this.changes(end === caret ? Math.max(caret - 1, 0) : caret, end, "");
  }

  delete(): this {
    const { caret } = this.field;
    const end = this.end ?? caret;
    return this.changes(caret, end === caret ? caret + 1 : end, "");
  }

  private end: number | undefined;

  private changes(from: number, to: number, words: string): this {
    const { text } = this.field;
    const raw = text.slice(0, from) + words + text.slice(to);
    this.field = edited(this.field, raw, from + words.length, this.letter);
    this.end = undefined;
    return this;
  }
}

const full = (): Boxes => new Boxes("B", "B7K4Q2");

test("a code may be typed in any case, with spaces and dashes", () => {
  for (const typed of ["7k4q2", "7K 4Q2", " 7-k4-q2\n", "７Ｋ４Ｑ２", "b7k4q2", "B7K 4Q2", "Ｂ７Ｋ４Ｑ２"]) {
    assert.equal(new Boxes("B").types(typed).text, "B7K4Q2", `typed: ${typed}`);
    assert.equal(new Boxes("B").puts(typed).text, "B7K4Q2", `pasted: ${typed}`);
    assert.equal(full().all().types(typed).text, "B7K4Q2", `typed over all: ${typed}`);
    assert.equal(new Boxes("B", "BZZZZZ").all().puts(typed).text, "B7K4Q2", `pasted over all: ${typed}`);
    assert.equal(new Boxes("B", "BZZZZZ").puts(typed).text, "B7K4Q2", `pasted behind another: ${typed}`);
  }
});

test("a code whose first letter is the booth's own is recognized by the text before it", () => {
  const typed = (words: string) => new Boxes("C").types(words).text;
  assert.equal(typed("C7K4Q"), "CC7K4Q", "five letters behind the booth's");
  assert.equal(typed("C7K4Q2"), "C7K4Q2", "all six: the first was the booth's letter again");
  assert.equal(typed("CC7K4Q"), "CC7K4Q", "all six of a code that has it twice");
  assert.equal(new Boxes("C").puts("C7K4Q").text, "CC7K4Q");
  assert.equal(new Boxes("C").puts("C7K4Q2").text, "C7K4Q2");
  assert.equal(new Boxes("C").puts("CC7K4Q").text, "CC7K4Q");
  const own = new Boxes("C", "CZZZZZ").all().types("CC7K4Q");
  assert.equal(own.text, "CC7K4Q");
  assert.equal(own.types("2").text, "CC7K4Q", "a person typed both: there is nothing to take away");
});

test("what is typed behind the last box is left out, and the last letter stays", () => {
  assert.equal(full().types("H").shown, "B7K4Q2|");
  assert.equal(full().types("HX9").shown, "B7K4Q2|");
  assert.equal(full().puts("HX").shown, "B7K4Q2|");
});

test("a tap on a box and a letter replace that letter, one after the other", () => {
  assert.equal(full().at(2).types("h").shown, "B7H|4Q2");
  assert.equal(full().at(2).types("h9v").shown, "B7H9V|2");
  assert.equal(full().at(2).puts("h9v").shown, "B7H9V|2");
  assert.equal(full().at(5).types("hx").shown, "B7K4QH|");
  assert.equal(full().at(0).types("h").shown, "BH|K4Q2", "nothing goes before the booth's letter");
});

test("while there is room, a letter goes between the others", () => {
  assert.equal(new Boxes("B", "B7KQ2").at(3).types("4").shown, "B7K4|Q2");
  assert.equal(full().at(4).backspace().types("9").shown, "B7K9|Q2");
  assert.equal(full().at(3).delete().types("9").shown, "B7K9|Q2");
});

test("the booth's letter comes back when it is deleted", () => {
  assert.equal(full().all().backspace().shown, "B|");
  assert.equal(full().all().delete().shown, "B|");
  assert.equal(full().at(1).backspace().shown, "B|7K4Q2");
  assert.equal(new Boxes("B").backspace().shown, "B|");
  assert.equal(full().at(0, 3).types("h").shown, "BH|4Q2");
});

test("five backspaces leave the booth's letter, and a code can be typed again", () => {
  const boxes = new Boxes("B", "BZZZZZ");
  for (let n = 0; n < 5; n += 1) boxes.backspace();
  assert.equal(boxes.shown, "B|");
  assert.equal(boxes.types("7k4q2").shown, "B7K4Q2|");
});

test("a code of another booth is shown as it was pasted", () => {
  assert.equal(new Boxes("C").puts("B7K4Q2XYZ").text, "B7K4Q2", "what does not fit is left out");
});

test("a keyboard that replaces the whole word has typed it all", () => {
  const { text, caret } = edited({ text: "B7K4Q2", caret: 6, filledIn: true }, "h9 7va", 2, "B");
  assert.equal(`${text} ${caret}`, "BH97VA 6");
});

test("a pasted address of the booth is its code, and goes into the boxes whole", () => {
  for (const address of [
    "http://127.0.0.1:8080/s/B7K4Q2",
    "http://crema.local/s/b7k4q2?lang=de",
    "HTTP://CREMA.LOCAL/S/B7K4Q2#open",
    "https://[fe80::1]:8080/s/B7K4Q2/",
    "crema.local/s/B7K4Q2",
    "Come for a coffee: http://crema.local/s/B7K-4Q2\n",
  ]) {
    assert.equal(codeOf(address), "B7K4Q2", address);
    assert.equal(new Boxes("B").puts(codeOf(address)).shown, "B7K4Q2|", address);
    assert.equal(new Boxes("B", "BZZZZZ").puts(codeOf(address)).text, "B7K4Q2", `behind another: ${address}`);
  }
});

test("an address without a code brings no letters, and a code is left as it was pasted", () => {
  assert.equal(codeOf("http://127.0.0.1:8080/"), "");
  assert.equal(codeOf("https://example.org/menu"), "");
  assert.equal(codeOf("http://crema.local/o/abcdef"), "");
  for (const code of ["B7K4Q2", "7k4-q2", "b7k 4q2", " 7-k4-q2\n", ""]) assert.equal(codeOf(code), code);
});
