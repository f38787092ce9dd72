import assert from "node:assert/strict";
import { test } from "node:test";
import type { Menu, MenuView } from "../../api/types";
import { asked, latest, settle, withHub } from "../../test/fake-hub";
import { menuOf } from "../../test/sample-menus";
import { undoLast } from "../actions/undo-offer";
import { type StockChange, sendingStock, setStock } from "./stock";

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
