/** Choosing a drink and its extras, as large buttons: for a change, and for an order at the counter. */

import type { Drink, PlaceBody } from "../api/types";
import { language, t } from "../messages/messages";
import { named } from "../staff/drink-words";
import { menu } from "../staff/live";

interface DrinksProps {
  chosen: string | undefined;
  choose(drink: Drink): void;
}

export function Drinks({ chosen, choose }: DrinksProps) {
  return (
    <div class="drinks" role="radiogroup">
      {menu.value.drinks.map((each) => (
        <button
          type="button"
          class="outlined"
          role="radio"
          aria-checked={each.id === chosen}
          disabled={!each.available}
          onClick={() => choose(each)}
        >
          {named(each, language.value)}
          {!each.available && <small>{t("sheet.soldOut")}</small>}
        </button>
      ))}
    </div>
  );
}

interface ExtrasProps {
  drink: Drink;
  chosen: PlaceBody;
  choose(next: PlaceBody): void;
}

export function Extras({ drink, chosen, choose }: ExtrasProps) {
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
export function kept(drink: Drink, before: PlaceBody): Record<string, string> {
  const fits = Object.entries(before.modifiers).filter(([name, option]) =>
    drink.modifiers.some(
      (modifier) => modifier.name === name && modifier.options.some((each) => each.name === option),
    ),
  );
  return Object.fromEntries(fits);
}
