/** Another drink for a queued order: number and place stay. */

import { useSignal } from "@preact/signals";
import type { OrderView, PlaceBody } from "../api/types";
import { t } from "../messages/messages";
import { menu } from "../staff/live";
import { act, refusals, sending } from "./actions";
import { Drinks, Extras, kept } from "./drink-form";
import { placeOf } from "./moves";

export function ChangeForm({ order, done }: { order: OrderView; done: () => void }) {
  const chosen = useSignal<PlaceBody>(placeOf(order));
  const drink = menu.value.drinks.find((each) => each.id === chosen.value.drink);
  const refusal = refusals.value.get(order.id);
  const save = async (): Promise<void> => {
    if (await act(order, { kind: "change", to: chosen.value })) done();
  };
  return (
    <>
      <Drinks
        chosen={drink?.id}
        choose={(each) => (chosen.value = { drink: each.id, modifiers: kept(each, chosen.value) })}
      />
      {drink !== undefined && (
        <Extras drink={drink} chosen={chosen.value} choose={(next) => (chosen.value = next)} />
      )}
      {refusal !== undefined && <p class="mistake">{refusal}</p>}
      <div class="two at-end">
        <button type="button" class="outlined" onClick={done}>
          {t("app.back")}
        </button>
        <button
          type="button"
          class="filled"
          data-press
          disabled={sending.value.has(order.id)}
          onClick={() => void save()}
        >
          {sending.value.has(order.id) ? t("app.sending") : t("sheet.saveChange")}
        </button>
      </div>
    </>
  );
}
