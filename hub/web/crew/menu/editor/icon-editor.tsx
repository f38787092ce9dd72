/** A drink's icon while it is edited: its vessel, its layers, and the picture they make. */

import type { Drink, Ingredient, Layer } from "../../../api/types";
import { t } from "../../../messages/messages";
import { DrinkIcon } from "../drink-icon";
import { FieldMistake } from "./field-mistake";
import { EntryMover, RemoveButton } from "./list-row";
import { INGREDIENTS, LAYERS_MAX, type Mistakes, replaced, roomLeft } from "./menu-draft";

interface IconEditorProps {
  drink: Drink;
  wrong: Mistakes;
  change(next: Drink): void;
}

export function IconEditor({ drink, wrong, change }: IconEditorProps) {
  const set = (layers: Layer[]): void => change({ ...drink, layers });
  const room = roomLeft(drink.layers);
  return (
    <fieldset class="icon-editor">
      <legend>{t("editor.icon")}</legend>
      <DrinkIcon drink={drink} />
      <div class="segments">
        {(["tall", "short"] as const).map((vessel) => (
          <button
            type="button"
            key={vessel}
            aria-pressed={drink.vessel === vessel}
            onClick={() => change({ ...drink, vessel })}
          >
            {t(`vessel.${vessel}`)}
          </button>
        ))}
      </div>
      <div class="stack">
        <ol class="layers">
          {/* As one sees them: the topmost first. */}
          {drink.layers
            .map((layer, at) => (
              <li key={at}>
                <LayerFields layer={layer} change={(next) => set(replaced(drink.layers, at, next))} />
                <RemoveButton list={drink.layers} at={at} label={t("editor.removeLayer")} change={set} />
                <EntryMover
                  list={drink.layers}
                  at={at}
                  name={t(`ingredient.${layer.of}`)}
                  change={set}
                  lastOnTop
                />
              </li>
            ))
            .reverse()}
        </ol>
        <FieldMistake wrong={wrong} at="layers" />
        <button
          type="button"
          class="outlined"
          disabled={drink.layers.length >= LAYERS_MAX || room < 1}
          onClick={() => set([...drink.layers, { of: "foam", share: Math.min(10, room) }])}
        >
          {t("editor.addLayer")}
        </button>
      </div>
    </fieldset>
  );
}

interface LayerFieldsProps {
  layer: Layer;
  change(next: Layer): void;
}

function LayerFields({ layer, change }: LayerFieldsProps) {
  return (
    <>
      <select
        value={layer.of}
        aria-label={t("editor.layer")}
        onChange={(event) => change({ ...layer, of: event.currentTarget.value as Ingredient })}
      >
        {INGREDIENTS.map((each) => (
          <option key={each} value={each}>
            {t(`ingredient.${each}`)}
          </option>
        ))}
      </select>
      <input
        type="number"
        min={1}
        max={100}
        value={layer.share}
        aria-label={t("editor.share")}
        onInput={(event) => change({ ...layer, share: Math.round(Number(event.currentTarget.value)) })}
      />
      <span class="second">%</span>
    </>
  );
}
