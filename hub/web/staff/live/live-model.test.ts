import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoreView } from "../../api/types";
import { asked, settle, withHub } from "../../test/fake-hub";
import { menuOf, milkDrink } from "../../test/sample-menus";
import { order } from "../../test/sample-orders";
import { applyMenu, loads, menu, orders, start, stop, store } from "./live-model";

/** The streams that a page opened, played by the test. */
class Source {
  static opened: Source[] = [];
  onmessage?: (event: { data: string; lastEventId: string }) => void;

  constructor(readonly url: string) {
    Source.opened.push(this);
  }

  addEventListener(): void {
    // The first message, which names the log: these stories have one log.
  }

  close(): void {}

  send(seq: number, data: string): void {
    this.onmessage?.({ data, lastEventId: String(seq) });
  }
}

function view(seq: number): StoreView {
  return {
    store: { state: "open" },
    settings: {},
    occasion: { id: "one", name: "One" },
    printers: [],
    boothMs: 1_000,
    seq,
  } as unknown as StoreView;
}

/** Answers everything that is asked with the booth as it is at `seq`. */
async function answerAll(seq: number, label: string): Promise<void> {
  for (const each of asked.splice(0)) {
    if (each.path.startsWith("orders?state=started")) {
      await each.answer({ orders: [order(1, "queued", { label, seq })], boothMs: 1_000, seq });
    } else if (each.path.startsWith("orders?")) await each.answer({ orders: [], boothMs: 1_000, seq });
    else if (each.path === "menu") await each.answer({ menu: { drinks: [] }, seq });
    else if (each.path === "store") await each.answer(view(seq));
  }
  await settle();
}

/** A page that follows from seq 7. */
async function following(body: () => Promise<void>): Promise<void> {
  const before = { document: globalThis.document, EventSource: globalThis.EventSource };
  Object.assign(globalThis, {
    EventSource: Source,
    document: Object.assign(new EventTarget(), { hidden: false }),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  Source.opened = [];
  try {
    await withHub(async () => {
      void start();
      await answerAll(7, "B1");
      try {
        await body();
      } finally {
        stop();
      }
    });
  } finally {
    Object.assign(globalThis, before);
  }
}

function latest(): Source {
  const source = Source.opened.at(-1);
  assert(source !== undefined);
  return source;
}

const BROKEN: readonly [string, string][] = [
  ["what is no JSON at all", "{"],
  [
    "an event that the hub cannot read",
    JSON.stringify({
      type: "OrderManager.MakeOrder",
      seq: 8,
      boothMs: 0,
      detail: null,
      unreadable: true,
      raw: "{",
    }),
  ],
  [
    "a configuration without its content",
    JSON.stringify({ type: "ConfigService.ConfigChanged", seq: 8, boothMs: 0, detail: {} }),
  ],
];

for (const [what, data] of BROKEN) {
  test(`${what} is passed over, and the booth is loaded whole`, () =>
    following(async () => {
      const before = loads.value;
      latest().send(8, data);
      await answerAll(9, "B2");
      assert.equal(loads.value, before + 1);
      assert.equal([...orders.value.values()][0]?.label, "B2");
      assert(latest().url.endsWith("&after=9"), "it follows from behind what it could not read");
      const closing = {
        type: "custom.test",
        seq: 10,
        boothMs: 0,
        detail: {},
        order: order(1, "ready", { seq: 10 }),
      };
      latest().send(10, JSON.stringify(closing));
      assert.equal([...orders.value.values()][0]?.state, "ready", "and hears what comes next");
      assert.equal(store.value?.seq, 9);
    }));
}

test("an older menu that comes late does not bring back what sold out", () => {
  applyMenu({ menu: menuOf(milkDrink("latte", { available: false })), seq: 900 });
  applyMenu({ menu: menuOf(milkDrink("latte")), seq: 899 });
  assert.equal(menu.value.drinks[0]?.available, false);
  applyMenu({ menu: menuOf(milkDrink("latte")), seq: 900 });
  assert.equal(menu.value.drinks[0]?.available, true);
});
