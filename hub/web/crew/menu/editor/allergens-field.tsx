/** Allergens of a drink or an option, of the fourteen; a drink's may also be unknown. */

import type { Allergen } from "../../../api/types";
import { t } from "../../../messages/messages";
import { ALLERGENS } from "./menu-draft";

interface AllergensFieldProps {
  allergens: Allergen[] | null;
  change(next: Allergen[] | null): void;
}

/** A drink's: known, or to be asked for. Nothing ticked and "known" says that it has none. */
export function AllergensField({ allergens, change }: AllergensFieldProps) {
  return (
    <fieldset class="stack boxed">
      <legend>{t("editor.allergens")}</legend>
      <div class="segments">
        <button type="button" aria-pressed={allergens === null} onClick={() => change(null)}>
          {t("editor.allergensUnknown")}
        </button>
        <button type="button" aria-pressed={allergens !== null} onClick={() => change(allergens ?? [])}>
          {t("editor.allergensKnown")}
        </button>
      </div>
      {allergens !== null && <Boxes chosen={allergens} change={change} />}
    </fieldset>
  );
}

interface BoxesProps {
  chosen: readonly Allergen[];
  change(next: Allergen[]): void;
}

/** The fourteen as boxes to tick. */
export function Boxes({ chosen, change }: BoxesProps) {
  const flip = (each: Allergen): void =>
    change(ALLERGENS.filter((one) => (one === each ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <div class="allergens">
      {ALLERGENS.map((each) => (
        <label class="choice" key={each}>
          <input type="checkbox" checked={chosen.includes(each)} onChange={() => flip(each)} />
          {t(`allergen.${each}`)}
        </label>
      ))}
    </div>
  );
}
