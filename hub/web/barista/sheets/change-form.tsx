/** Another drink for a queued order: number and place stay. */

import { useSignal } from "@preact/signals";
import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { menu } from "../../staff/live/live-model";
import { act, sending } from "../actions/order-actions";
import { OrderMistake } from "../actions/order-mistake";
import { type Chosen, bodyOf, changedTo, chosenOf } from "../counter/choices";
import { Drinks, Extras } from "../counter/drink-form";

export function ChangeForm({ order, done }: { order: OrderView; done: () => void }) {
  const chosen = useSignal<Chosen>(chosenOf(order));
  const drink = menu.value.drinks.find((each) => each.id === chosen.value.drink);
  const to = drink && bodyOf(drink, chosen.value);
  const save = async (): Promise<void> => {
    if (to !== undefined && (await act(order, { kind: "change", to }))) done();
  };
  return (
    <>
      <Drinks
        chosen={drink?.id}
        choose={(each) => (chosen.value = changedTo(each, chosen.value, order, menu.value))}
      />
      {drink !== undefined && (
        <Extras drink={drink} chosen={chosen.value} choose={(next) => (chosen.value = next)} />
      )}
      <OrderMistake order={order} />
      <div class="two at-end">
        <button type="button" class="outlined" onClick={done}>
          {t("app.back")}
        </button>
        <button
          type="button"
          class="filled"
          data-press
          disabled={to === undefined || sending.value.has(order.id)}
          onClick={() => void save()}
        >
          {sending.value.has(order.id) ? t("app.sending") : t("sheet.saveChange")}
        </button>
      </div>
    </>
  );
}
