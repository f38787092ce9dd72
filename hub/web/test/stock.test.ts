import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu, MenuView } from "../api/types";
import { undoLast } from "../barista/actions";
import { type StockChange, sendingStock, setStock } from "../barista/stock";
import { stockNews } from "../crew/menu-stock";
import { menu, tookMenu } from "../staff/live";
import { asked, latest, settle, withHub } from "./hub";
import { menuOf, milkDrink } from "./menus";

const LATTE: StockChange = { drink: "latte", word: "Latte", available: false };
const OAT: StockChange = {
  drink: "latte",
  word: "Oat",
  available: false,
  option: { modifier: "Milk", option: "Oat" },
};

let seq = 100;
const view = (drinks: Menu = menuOf()): MenuView => ({ menu: drinks, seq: ++seq });

test("a drink and an option sold out at once are both sent, whichever is answered first", () =>
  withHub(async () => {
    void setStock(LATTE);
    void setStock(OAT);
    assert.deepEqual(
      asked.map(({ body }) => body),
      [{ available: false }, { options: [{ modifier: "Milk", option: "Oat", available: false }] }],
    );
    await asked[1]?.answer(view());
    assert.deepEqual([...sendingStock.value], ["latte"]);
    await asked[0]?.answer(view());
    assert.equal(sendingStock.value.size, 0);
  }));

test("an undo while another press about the same is on its way follows it", () =>
  withHub(async () => {
    void setStock(LATTE);
    await latest().answer(view());
    void setStock({ ...LATTE, available: true });
    void setStock(LATTE);
    undoLast();
    assert.equal(asked.length, 2, "one at a time");
    await latest().answer(view());
    assert.equal(asked.length, 3);
    assert.deepEqual(latest().body, { available: true }, "the last word is the one that counts");
    await latest().answer(view());
    assert.equal(asked.length, 3);
  }));

test("an undo is not lost to a press about another drink", () =>
  withHub(async () => {
    void setStock(LATTE);
    await latest().answer(view());
    void setStock(OAT);
    undoLast();
    await settle();
    assert.deepEqual(latest().body, { available: true });
    for (const each of asked.slice(1)) await each.answer(view());
  }));

test("an older menu that comes late does not bring back what sold out", () => {
  tookMenu({ menu: menuOf(milkDrink("latte", { available: false })), seq: 900 });
  tookMenu({ menu: menuOf(milkDrink("latte")), seq: 899 });
  assert.equal(menu.value.drinks[0]?.available, false);
  tookMenu({ menu: menuOf(milkDrink("latte")), seq: 900 });
  assert.equal(menu.value.drinks[0]?.available, true);
});

test("an imported menu tells what it sold out and what it brought back, each once", () => {
  const oatGone = milkDrink("flat-white");
  oatGone.modifiers[0]?.options.splice(1, 1, { name: "Oat", available: false });
  const before = menuOf(milkDrink("latte", { available: false }), oatGone);
  const after = menuOf(milkDrink("latte"), milkDrink("flat-white"), milkDrink("mocha", { available: false }));
  const words = (news: ReturnType<typeof stockNews>): string[][] =>
    [news.soldOut, news.back].map((things) => things.map(({ name }) => name));
  assert.deepEqual(words(stockNews(before, after)), [["mocha"], ["latte", "Oat"]]);
  assert.deepEqual(words(stockNews(after, after)), [[], []]);
});
