/** Choosing a drink and its extras, as large buttons: for a change, and for an order at the counter. */

import type { Drink } from "../../api/types";
import { language, t } from "../../messages/messages";
import { menu } from "../../staff/live/live-model";
import { named } from "../../staff/words/drink-words";
import { type Chosen, type Pick, picks, withAnswer } from "./choices";

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
  chosen: Chosen;
  choose(next: Chosen): void;
}

export function Extras({ drink, chosen, choose }: ExtrasProps) {
  return (
    <>
      {picks(drink, chosen).map((pick) => (
        <fieldset class="extras-field">
          <legend>{named(pick.modifier, language.value)}</legend>
          {pick.option === undefined && <p class="mistake">{openWords(pick)}</p>}
          <div class="segments">
            {pick.modifier.options.map((option) => (
              <button
                type="button"
                aria-pressed={option.name === pick.option}
                disabled={!option.available}
                onClick={() => choose(withAnswer(chosen, pick.modifier.name, option.name))}
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

/** Why nothing is chosen in this row. */
function openWords({ modifier, gone }: Pick): string {
  const what = named(modifier, language.value);
  if (gone === undefined) return t("sheet.choose", { what });
  const option = modifier.options.find(({ name }) => name === gone);
  return t("sheet.chooseAgain", { what, gone: option === undefined ? gone : named(option, language.value) });
}
