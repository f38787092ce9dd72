/** One drink while it is edited: its name, icon, allergens, modifiers and caffeine. */

import { useSignal } from "@preact/signals";
import type { Drink } from "../../../api/types";
import { t } from "../../../messages/messages";
import { Card } from "../../forms/card";
import { AllergensField } from "./allergens-field";
import { FieldMistake } from "./field-mistake";
import { IconEditor } from "./icon-editor";
import { type Mistakes, NAME_MAX } from "./menu-draft";
import { ModifiersEditor } from "./modifiers-editor";
import { Translations } from "./translations";

interface DrinkEditorProps {
  drink: Drink;
  wrong: Mistakes;
  change(next: Drink): void;
  remove(): void;
}

export function DrinkEditor({ drink, wrong, change, remove }: DrinkEditorProps) {
  return (
    <Card title={t("editor.drink")}>
      <div class="drink-editor">
        <section class="stack">
          <label class={wrong.has("name") ? "field wrong" : "field"}>
            <span>{t("editor.name")}</span>
            <input
              value={drink.name}
              maxLength={NAME_MAX}
              onInput={(event) => change({ ...drink, name: event.currentTarget.value })}
            />
            <FieldMistake wrong={wrong} at="name" />
          </label>
          <Translations thing={drink} change={(names) => change({ ...drink, names })} />
          <Available drink={drink} change={change} />
        </section>
        <IconEditor drink={drink} wrong={wrong} change={change} />
      </div>
      <ModifiersEditor
        modifiers={drink.modifiers}
        wrong={wrong}
        change={(modifiers) => change({ ...drink, modifiers })}
      />
      <AllergensField allergens={drink.allergens} change={(allergens) => change({ ...drink, allergens })} />
      <Caffeine drink={drink} wrong={wrong} change={change} />
      <Remove name={drink.name.trim() || t("editor.newDrink")} remove={remove} />
    </Card>
  );
}

type PartProps = Pick<DrinkEditorProps, "drink" | "change">;

function Available({ drink, change }: PartProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={drink.available}
        onChange={(event) => change({ ...drink, available: event.currentTarget.checked })}
      />
      {t("editor.available")}
    </label>
  );
}

function Caffeine({ drink, wrong, change }: PartProps & { wrong: Mistakes }) {
  return (
    <label class={wrong.has("caffeine") ? "field wrong narrow" : "field narrow"}>
      <span>{t("editor.caffeine")}</span>
      <input
        inputMode="numeric"
        value={drink.caffeine_mg ?? ""}
        onInput={(event) => {
          const text = event.currentTarget.value.trim();
          change({ ...drink, caffeine_mg: text === "" ? null : Number(text) });
        }}
      />
      {wrong.has("caffeine") ? (
        <FieldMistake wrong={wrong} at="caffeine" />
      ) : (
        <small>{t("editor.caffeineHint")}</small>
      )}
    </label>
  );
}

/** Asked once. */
function Remove({ name, remove }: { name: string; remove: () => void }) {
  const asked = useSignal(false);
  const press = (): void => {
    if (asked.value) remove();
    else asked.value = true;
  };
  return (
    <div class="save-line">
      <button type="button" class={asked.value ? "filled late" : "outlined late"} onClick={press}>
        {t(asked.value ? "editor.removeReally" : "editor.remove", { name })}
      </button>
    </div>
  );
}
