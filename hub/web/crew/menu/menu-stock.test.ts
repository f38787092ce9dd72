import assert from "node:assert/strict";
import { test } from "node:test";
import { menuOf, milkDrink } from "../../test/sample-menus";
import { stockNews } from "./menu-stock";

test("an imported menu lists the things it sold out and brought back, each once", () => {
  const oatGone = milkDrink("flat-white");
  oatGone.modifiers[0]?.options.splice(1, 1, { name: "Oat", available: false });
  const before = menuOf(milkDrink("latte", { available: false }), oatGone);
  const after = menuOf(milkDrink("latte"), milkDrink("flat-white"), milkDrink("mocha", { available: false }));
  const words = (news: ReturnType<typeof stockNews>): string[][] =>
    [news.soldOut, news.back].map((things) => things.map(({ name }) => name));
  assert.deepEqual(words(stockNews(before, after)), [["mocha"], ["latte", "Oat"]]);
  assert.deepEqual(words(stockNews(after, after)), [[], []]);
});
