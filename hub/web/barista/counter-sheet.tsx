/**
 * An order for a guest without a phone, in three presses: the drink, its extras, *Take*. The sheet
 * then says the number large, which is what the guest is told.
 */

import { useSignal } from "@preact/signals";
import { request } from "../api/client";
import type { Drink, OrderView, PlaceBody } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkLine, drinkWords, named } from "../staff/drink-words";
import { menu, store, tookOrder } from "../staff/live";
import { press } from "../staff/press";
import { refusalWords } from "../staff/refusal-words";
import { noticed } from "../staff/session";
import { act, propose } from "./actions";
import { Drinks, Extras } from "./drink-form";
import { close } from "./panel";
import { Sheet } from "./sheets";

/** Longest name on a cup, characters (`CUP_NAME_CHARS_MAX` in the API). */
const NAME_MAX = 24;

type Step =
  | { at: "drink" }
  | { at: "extras"; drink: Drink; chosen: PlaceBody; full?: boolean; mistake?: string; busy?: boolean }
  | { at: "said"; order: OrderView };

export function CounterSheet() {
  const step = useSignal<Step>({ at: "drink" });
  const name = useSignal("");
  const now = step.value;
  const take = async (overCapacity: boolean): Promise<void> => {
    if (now.at !== "extras" || now.busy) return;
    const { full: _full, mistake: _mistake, ...asked } = now;
    step.value = { ...asked, busy: true };
    const cup = name.value.trim();
    const body = { ...now.chosen, ...(cup !== "" && { name: cup }), ...(overCapacity && { overCapacity }) };
    const ended = await press((key, halt) =>
      request<OrderView>("POST", "counter-orders", { body, key, signal: halt }),
    );
    if (ended.how === "given-back") step.value = { ...asked, mistake: t("press.givenBackStore") };
    else if (ended.how === "refused") {
      noticed(ended.refused);
      const full = ended.refused.word === "booth-full";
      step.value = { ...asked, ...(full ? { full } : { mistake: refusalWords(ended.refused) }) };
    } else taken(ended.answer);
  };
  const taken = (order: OrderView): void => {
    tookOrder(order);
    name.value = "";
    step.value = { at: "said", order };
    const undo = (): void => {
      void act(order, { kind: "cancel", reason: "other" });
      close();
    };
    propose(t("done.counter", { label: order.label ?? "" }), undo);
  };
  switch (now.at) {
    case "drink":
      return (
        <Sheet title={t("counter.title")}>
          <p class="second">{t("counter.which")}</p>
          <Drinks
            chosen={undefined}
            choose={(drink) =>
              (step.value = { at: "extras", drink, chosen: { drink: drink.id, modifiers: {} } })
            }
          />
        </Sheet>
      );
    case "extras":
      return (
        <Sheet title={named(now.drink, language.value)}>
          <Extras
            drink={now.drink}
            chosen={now.chosen}
            choose={(chosen) => (step.value = { at: "extras", drink: now.drink, chosen })}
          />
          <label class="field">
            <span>{t("counter.name")}</span>
            <input
              value={name.value}
              maxLength={NAME_MAX}
              autoComplete="off"
              onInput={(event) => (name.value = event.currentTarget.value)}
            />
          </label>
          {now.mistake !== undefined && <p class="mistake">{now.mistake}</p>}
          {now.full && <Full />}
          <div class="two at-end">
            <button type="button" class="outlined" onClick={() => (step.value = { at: "drink" })}>
              {t("app.back")}
            </button>
            <button
              type="button"
              class="filled"
              data-press
              disabled={now.busy}
              onClick={() => void take(now.full ?? false)}
            >
              {now.busy ? t("app.sending") : t(now.full ? "counter.takeFull" : "counter.take")}
            </button>
          </div>
        </Sheet>
      );
    case "said":
      return <Said order={now.order} again={() => (step.value = { at: "drink" })} />;
  }
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

/** The number, as large as it can be, and how long it takes. */
function Said({ order, again }: { order: OrderView; again: () => void }) {
  const drink = order.drink && drinkLine(drinkWords(order.drink, menu.value, language.value), language.value);
  return (
    <Sheet title={t("counter.title")}>
      <div class="said" role="status">
        <p class="second">{t("counter.tell")}</p>
        <b>{order.label}</b>
        <p>{drink}</p>
        <p class="second">
          {t("counter.wait", { n: order.expectedWaitMin ?? store.value?.expectedWaitMin ?? 1 })}
        </p>
      </div>
      <div class="two at-end">
        <button type="button" class="outlined" onClick={again}>
          {t("counter.another")}
        </button>
        <button type="button" class="filled" onClick={close}>
          {t("app.done")}
        </button>
      </div>
    </Sheet>
  );
}
