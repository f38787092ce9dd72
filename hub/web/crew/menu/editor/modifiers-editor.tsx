/** A drink's modifiers and their options, the first option being the default. */

import type { Modifier, ModifierOption } from "../../../api/types";
import { t } from "../../../messages/messages";
import { Boxes } from "./allergens-field";
import { ListRow } from "./list-row";
import { MODIFIERS_MAX, type Mistakes, OPTIONS_MAX, replaced } from "./menu-draft";
import { Translations } from "./translations";

interface ModifiersEditorProps {
  modifiers: Modifier[];
  wrong: Mistakes;
  change(next: Modifier[]): void;
}

export function ModifiersEditor({ modifiers, wrong, change }: ModifiersEditorProps) {
  return (
    <fieldset class="stack boxed">
      <legend>{t("editor.modifiers")}</legend>
      {modifiers.map((modifier, at) => (
        <section class="modifier" key={at}>
          <ListRow
            list={modifiers}
            at={at}
            label={t("editor.modifierName")}
            placeholder={t("editor.modifierHint")}
            wrong={wrong}
            place={`modifier ${at}`}
            change={change}
          />
          <Translations
            thing={modifier}
            change={(names) => change(replaced(modifiers, at, { ...modifier, names }))}
          />
          <Options
            options={modifier.options}
            wrong={wrong}
            of={at}
            change={(options) => change(replaced(modifiers, at, { ...modifier, options }))}
          />
        </section>
      ))}
      <button
        type="button"
        class="outlined"
        disabled={modifiers.length >= MODIFIERS_MAX}
        onClick={() => change([...modifiers, { name: "", options: [{ name: "", available: true }] }])}
      >
        {t("editor.addModifier")}
      </button>
    </fieldset>
  );
}

interface OptionsProps {
  options: ModifierOption[];
  wrong: Mistakes;
  /** The place of their modifier. */
  of: number;
  change(next: ModifierOption[]): void;
}

function Options({ options, wrong, of, change }: OptionsProps) {
  return (
    <ol class="option-list">
      {options.map((option, at) => (
        <li key={at}>
          <ListRow
            list={options}
            at={at}
            label={t("editor.optionName")}
            placeholder={at === 0 ? t("editor.defaultHint") : t("editor.optionName")}
            wrong={wrong}
            place={`option ${of} ${at}`}
            change={change}
          />
          <Option option={option} change={(next) => change(replaced(options, at, next))} />
        </li>
      ))}
      <li>
        <button
          type="button"
          class="outlined"
          disabled={options.length >= OPTIONS_MAX}
          onClick={() => change([...options, { name: "", available: true }])}
        >
          {t("editor.addOption")}
        </button>
      </li>
    </ol>
  );
}

/** The rest of an option: whether there is any, its translations, and the allergens it adds. */
function Option({ option, change }: { option: ModifierOption; change(next: ModifierOption): void }) {
  const adds = option.allergens ?? [];
  return (
    <div class="option-rest">
      <label class="choice">
        <input
          type="checkbox"
          checked={option.available}
          onChange={(event) => change({ ...option, available: event.currentTarget.checked })}
        />
        {t("menu.available")}
      </label>
      <Translations thing={option} change={(names) => change({ ...option, names })} />
      <details class="translations">
        <summary>
          {adds.length === 0
            ? t("editor.addsAllergens")
            : t("editor.adds", { list: adds.map((each) => t(`allergen.${each}`)).join(", ") })}
        </summary>
        <Boxes chosen={adds} change={(allergens) => change({ ...option, allergens })} />
      </details>
    </div>
  );
}
