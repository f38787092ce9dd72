/** *Store*: its state, and the effect of each change, in figures. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { SetStore, StoreState, StoreView } from "../../api/types";
import { type MessageKey, t } from "../../messages/messages";
import { applyStore, orders, store } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { effectOf } from "./store-effects";

/** How long the crew's Pause lasts unless it is opened sooner, minutes; the tablet offers others. */
const PAUSE_MIN = 10;

interface Choice {
  state: StoreState;
  word: MessageKey;
  change: SetStore;
}

const CHOICES: readonly Choice[] = [
  { state: "open", word: "bar.open", change: { state: "open" } },
  {
    state: "paused",
    word: "store.pauseFor",
    change: { state: "paused", pauseMin: PAUSE_MIN },
  },
  {
    state: "last_orders",
    word: "bar.lastOrders",
    change: { state: "last_orders" },
  },
  { state: "closed", word: "store.close", change: { state: "closed" } },
];

export function StorePage() {
  const view = store.value;
  const saving = useSaving();
  if (view === undefined) return null;
  const change = async (body: SetStore): Promise<void> => {
    const answer = await saving.run((key) => request<StoreView>("PUT", "store", { body, key }), body);
    if (answer !== undefined) applyStore(answer);
  };
  return (
    <div class="grid">
      <Card title={t("store.change")} span={2}>
        <Mistake saving={saving} />
        <ul class="effects">
          {CHOICES.filter(({ state }) => state !== view.store.state).map(({ state, word, change: body }) => (
            <li key={state}>
              <button
                type="button"
                class={state === "open" ? "filled" : "outlined"}
                disabled={saving.state.value === "busy"}
                onClick={() => void change(body)}
              >
                {t(word, { n: PAUSE_MIN })}
              </button>
              <p class="second">{effectOf(state, view, orders.value.values())}</p>
            </li>
          ))}
        </ul>
      </Card>
      <CloseAndCancel view={view} />
    </div>
  );
}

/** Asked once, with how many orders it ends. */
function CloseAndCancel({ view }: { view: StoreView }) {
  const asked = useSignal(false);
  const saving = useSaving();
  const go = async (): Promise<void> => {
    const answer = await saving.run((key) =>
      request<StoreView | undefined>("POST", "store/close-and-cancel", { key }),
    );
    asked.value = false;
    if (answer?.store !== undefined) applyStore(answer);
  };
  if (view.inFlight === 0) {
    return (
      <Card title={t("store.closeAndCancel")} span={2}>
        <p class="second">{t("store.nothingToCancel")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("store.closeAndCancel")} span={2}>
      <p>{t("store.effectCancel", { n: view.inFlight })}</p>
      <Mistake saving={saving} />
      {asked.value ? (
        <div class="save-line">
          <button type="button" class="outlined" onClick={() => (asked.value = false)}>
            {t("store.keep")}
          </button>
          <button
            type="button"
            class="filled late"
            disabled={saving.state.value === "busy"}
            onClick={() => void go()}
          >
            {t("store.reallyCancel", { n: view.inFlight })}
          </button>
        </div>
      ) : (
        <div class="save-line">
          <button type="button" class="outlined late" onClick={() => (asked.value = true)}>
            {t("store.closeAndCancel")}
          </button>
        </div>
      )}
    </Card>
  );
}
