/**
 * Everything outside the columns, in one numbered list: how a number pad, which has no pointer,
 * reaches the bar, the strip, the fold of Pickup and the notices. The lasting entries come first,
 * so that their numbers can be learnt by heart.
 */

import type { SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { orders, store } from "../../staff/live/live-model";
import { actOnBatch, sending } from "../actions/order-actions";
import { dismissPressNotices, pressNotices } from "../actions/press-notices";
import { type Panel, close, panel } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { atStation, columns } from "../queue/columns";
import { unfolded } from "../queue/uncollected";
import { shiftWord, startShift } from "../shift/shift";
import { setStore, storePending } from "../store/set-store";
import { storePresses } from "../store/store-presses";
import { batches, nextOfBatch } from "../strip/batches";

export function MenuSheet({ me }: { me: SessionView }) {
  const { preview, uncollected } = columns(orders.value.values(), me.sessionId);
  const shift = shiftWord();
  return (
    <Sheet title={t("bar.everything")}>
      <div class="moves">
        <Opens to={{ kind: "counter" }} word={t("bar.counter")} filled />
        <Opens to={{ kind: "find" }} word={t("find.title")} />
        <Opens to={{ kind: "sold-out" }} word={t("bar.soldOut")} />
        <Opens to={{ kind: "me" }} word={me.name ?? t("me.title")} />
        <Opens to={{ kind: "keys" }} word={t("keys.title")} />
        <StoreItems />
        {shift !== undefined && <Item word={t(shift)} press={() => void startShift()} />}
        {uncollected.length > 0 && (
          <Item
            word={t("column.uncollected", { labels: uncollected.map((order) => order.label).join(", ") })}
            press={() => (unfolded.value = !unfolded.value)}
          />
        )}
        {pressNotices.value.length > 0 && <Item word={t("press.again")} press={dismissPressNotices} />}
        {batches(preview.filter((order) => atStation(order, me.station ?? []))).map((batch) => {
          const next = nextOfBatch(batch);
          if (next.length === 0) return null;
          return (
            <Item
              key={batch.key}
              word={`${t("strip.make", { n: next.length })}: ${drinkLineOf(batch.drink)}`}
              busy={next.some((order) => sending.value.has(order.id))}
              press={() => void actOnBatch(next)}
            />
          );
        })}
      </div>
    </Sheet>
  );
}

function StoreItems() {
  const state = store.value?.store.state;
  if (state === undefined) return null;
  return (
    <>
      {storePresses(state).map(({ word, to }) =>
        to === "paused" ? (
          <Opens key={to} to={{ kind: "pause" }} word={t(word)} />
        ) : (
          <Item
            key={to}
            word={t(word)}
            busy={storePending.value !== undefined}
            press={() => void setStore({ state: to })}
          />
        ),
      )}
    </>
  );
}

function Opens({ to, word, filled = false }: { to: Panel; word: string; filled?: boolean }) {
  return (
    <button type="button" class={filled ? "filled" : "outlined"} onClick={() => (panel.value = to)}>
      {word}
    </button>
  );
}

/** Something that is done at once; the sheet is in the way then and goes. */
function Item({ word, press, busy = false }: { word: string; press(): void; busy?: boolean }) {
  const pressed = (): void => {
    press();
    close();
  };
  return (
    <button type="button" class="outlined" data-press disabled={busy} onClick={pressed}>
      {word}
    </button>
  );
}
