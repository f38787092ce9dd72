import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoreView } from "../api/types";
import { isQuiet, wordsOf } from "./invitation";
import { type Room, layOut } from "./invitation-layout";

const store = (state: string, drinksMade: number): StoreView =>
  ({ store: { state }, drinksMade, drinksAhead: 0, hasRoom: true }) as unknown as StoreView;
const picture = (bar: Element | null): ParentNode => ({ querySelector: () => bar }) as unknown as ParentNode;

const SENTENCES = ["Nobody is waiting.", "Yours could be the first."];
const NAMES = "Espresso,Americano,Cappuccino,Latte,Flat white,Cortado,Macchiato,Mocha".split(",");
/** The right half at 1920x1080, at 1080x1920 and at 4 : 3. */
const ROOMS: Room[] = [
  { x: 964, top: 83, width: 889, height: 902 },
  { x: 56, top: 1237, width: 968, height: 568 },
  { x: 801, top: 83, width: 589, height: 902 },
];

test("a board is empty when nothing waits, is being made or is ready", () => {
  assert(isQuiet(store("open", 0), picture(null)));
  assert(!isQuiet({ ...store("open", 0), drinksAhead: 1 }, picture(null)));
  assert(!isQuiet(store("open", 0), picture({} as Element)));
});

test("an empty board invites while one can order, and promises nothing else", () => {
  assert.deepEqual(wordsOf(store("open", 12), false), SENTENCES);
  assert.deepEqual(wordsOf(store("open", 12), true), ["On the menu"], "out of reach: who waits is not known");
  assert.deepEqual(wordsOf({ ...store("open", 12), hasRoom: false }, false), ["On the menu"]);
  assert.deepEqual(wordsOf(store("closed", 0), false), ["Opens soon."]);
  assert.deepEqual(wordsOf(store("closed", 12), false), []);
  assert.deepEqual(wordsOf(store("last_orders", 12), false), []);
});

test("the whole menu has a place in its room, in words that a hall can read", () => {
  for (const room of ROOMS) {
    const { hero, lines, cells } = layOut(room, SENTENCES, NAMES, 0.56);
    const about = JSON.stringify(room);
    assert.equal(cells.length, NAMES.length, about);
    const [bottom, menu] = [room.top + room.height, Math.min(...cells.map(({ glass }) => glass.y))];
    for (const { name, glass } of cells) {
      assert(name.y < bottom && name["font-size"] >= 24 && glass.size > 40, about);
      assert(glass.x >= room.x && glass.x < room.x + room.width, about);
    }
    assert(hero.middle + hero.size / 2 < menu, about);
    for (const { y } of lines) assert(y > room.top + 40 && y < menu, about);
  }
});

test("a menu that is too long for the room loses its last drinks, and none lies on another", () => {
  const many = Array.from({ length: 60 }, (_, n) => `Drink ${n}`);
  const { cells } = layOut(ROOMS[1] as Room, SENTENCES, many, 0.7);
  assert(cells.length > 0 && cells.length < many.length);
  assert.equal(new Set(cells.map(({ name }) => `${name.x} ${name.y}`)).size, cells.length);
});
