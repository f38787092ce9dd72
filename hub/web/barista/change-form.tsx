/** Another drink for a queued order: number and place stay. */

import { useSignal } from "@preact/signals";
import type { Drink, OrderView, PlaceBody } from "../api/types";
import { language, t } from "../messages/messages";
import { named } from "../staff/drink-words";
import { menu } from "../staff/live";
import { act, refusals, sending } from "./actions";
import { placeOf } from "./moves";

export function ChangeForm({ order, done }: { order: OrderView; done: () => void }) {
  const chosen = useSignal<PlaceBody>(placeOf(order));
  const { drinks } = menu.value;
  const drink = drinks.find((each) => each.id === chosen.value.drink);
  const refusal = refusals.value.get(order.id);
  const save = async (): Promise<void> => {
    if (await act(order, { kind: "change", to: chosen.value })) done();
  };
  return (
    <>
      <div class="drinks" role="radiogroup">
        {drinks.map((each) => (
          <button
            type="button"
            class="outlined"
            role="radio"
            aria-checked={each.id === drink?.id}
            disabled={!each.available}
            onClick={() => (chosen.value = { drink: each.id, modifiers: kept(each, chosen.value) })}
          >
            {named(each, language.value)}
            {!each.available && <small>{t("sheet.soldOut")}</small>}
          </button>
        ))}
      </div>
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

interface ExtrasProps {
  drink: Drink;
  chosen: PlaceBody;
  choose(next: PlaceBody): void;
}

function Extras({ drink, chosen, choose }: ExtrasProps) {
  return (
    <>
      {drink.modifiers.map((modifier) => (
        <fieldset class="extras-field">
          <legend>{named(modifier, language.value)}</legend>
          <div class="segments">
            {modifier.options.map((option) => (
              <button
                type="button"
                aria-pressed={option.name === (chosen.modifiers[modifier.name] ?? modifier.options[0]?.name)}
                disabled={!option.available}
                onClick={() =>
                  choose({ ...chosen, modifiers: { ...chosen.modifiers, [modifier.name]: option.name } })
                }
              >
                {named(option, language.value)}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

/** Choices that the new drink has too; the others fall back to its defaults. */
function kept(drink: Drink, before: PlaceBody): Record<string, string> {
  const fits = Object.entries(before.modifiers).filter(([name, option]) =>
    drink.modifiers.some(
      (modifier) => modifier.name === name && modifier.options.some((each) => each.name === option),
    ),
  );
  return Object.fromEntries(fits);
}
