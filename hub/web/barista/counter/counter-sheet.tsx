/**
 * An order for a guest without a phone, in three presses: the drink, its extras, *Take*. The sheet
 * then shows the number large, for the guest.
 */

import { useEffect } from "preact/hooks";
import type { OrderView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { orders, store } from "../../staff/live/live-model";
import { named } from "../../staff/words/drink-words";
import { close } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { bodyOf, chosenFor } from "./choices";
import {
  type Step,
  backToDrinks,
  busy,
  chooseDrink,
  cupName,
  drinkOnMenu,
  placeOrder,
  startOrder,
  step,
} from "./counter-order";
import { Drinks, Extras } from "./drink-form";

/** Longest name on a cup, characters (`CUP_NAME_CHARS_MAX` in the API). */
const NAME_MAX = 24;

export function CounterSheet() {
  useEffect(startOrder, []);
  const now = step.value;
  switch (now.at) {
    case "drink":
      return (
        <Sheet title={t("counter.title")}>
          <p class="second">{t("counter.which")}</p>
          <Drinks chosen={undefined} choose={(drink) => chooseDrink(drink, chosenFor(drink))} />
        </Sheet>
      );
    case "extras":
      return <ExtrasPage now={now} />;
    case "said":
      return <Said order={now.order} />;
  }
}

/** Extras, name, and the press that takes the order; while it is on its way nothing of it can change. */
function ExtrasPage({ now }: { now: Step & { at: "extras" } }) {
  const { chosen, full, mistake } = now;
  const drink = drinkOnMenu(now.drink);
  const open = bodyOf(drink, chosen) === undefined;
  return (
    <Sheet title={named(drink, language.value)}>
      <fieldset class="whole" disabled={busy.value}>
        <Extras drink={drink} chosen={chosen} choose={(next) => chooseDrink(drink, next)} />
        <label class="field">
          <span>{t("counter.name")}</span>
          <input
            value={cupName.value}
            maxLength={NAME_MAX}
            autoComplete="off"
            onInput={(event) => (cupName.value = event.currentTarget.value)}
          />
        </label>
      </fieldset>
      {mistake !== undefined && <p class="mistake">{mistake}</p>}
      {full && <Full />}
      <div class="two at-end">
        <button type="button" class="outlined" disabled={busy.value} onClick={backToDrinks}>
          {t("app.back")}
        </button>
        <button
          type="button"
          class="filled"
          data-press
          disabled={busy.value || open}
          onClick={() => void placeOrder()}
        >
          {busy.value ? t("app.sending") : t(full ? "counter.takeFull" : "counter.take")}
        </button>
      </div>
    </Sheet>
  );
}

/** Asked once: whether a full booth takes one more. */
function Full() {
  const view = store.value;
  return (
    <p class="notice" role="alert">
      {t("counter.full", { n: view?.inFlight ?? 0, max: view?.settings.ordersInFlightMax ?? 0 })}
    </p>
  );
}

/**
 * The number, as large as it can be, and how long it takes. One that could not be drawn comes when the
 * crew has mended that.
 */
function Said({ order: placed }: { order: OrderView }) {
  const order = orders.value.get(placed.id) ?? placed;
  const drink = order.drink && drinkLineOf(order.drink);
  return (
    <Sheet title={t("counter.title")}>
      <div class="said" role="status">
        {order.label === null ? (
          <p class="notice" role="alert">
            {t("counter.noNumber")}
          </p>
        ) : (
          <>
            <p class="second">{t("counter.tell")}</p>
            <b>{order.label}</b>
          </>
        )}
        <p>{drink}</p>
        {order.label !== null && (
          <p class="second">
            {t("counter.wait", { n: order.expectedWaitMin ?? store.value?.expectedWaitMin ?? 1 })}
          </p>
        )}
      </div>
      <div class="two at-end">
        <button type="button" class="outlined" onClick={backToDrinks}>
          {t("counter.another")}
        </button>
        <button type="button" class="filled" onClick={close}>
          {t("app.done")}
        </button>
      </div>
    </Sheet>
  );
}
