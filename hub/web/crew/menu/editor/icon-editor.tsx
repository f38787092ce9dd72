/** A drink's icon while it is edited: its vessel, its layers, and how it looks to everyone. */

import type { Drink, Ingredient, Layer } from "../../../api/types";
import { t } from "../../../messages/messages";
import { DrinkIcon } from "../drink-icon";
import { Mover, Wrong } from "./editor-parts";
import { INGREDIENTS, LAYERS_MAX, type Mistakes, moved, removed, replaced, roomLeft } from "./menu-draft";

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
                <LayerLine
                  layer={layer}
                  change={(next) => set(replaced(drink.layers, at, next))}
                  remove={() => set(removed(drink.layers, at))}
                />
                <Mover
                  first={at === drink.layers.length - 1}
                  last={at === 0}
                  name={t(`ingredient.${layer.of}`)}
                  move={(by) => set(moved(drink.layers, at, by === 1 ? -1 : 1))}
                />
              </li>
            ))
            .reverse()}
        </ol>
        <Wrong wrong={wrong} at="layers" />
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

interface LayerLineProps {
  layer: Layer;
  change(next: Layer): void;
  remove(): void;
}

function LayerLine({ layer, change, remove }: LayerLineProps) {
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
      <button type="button" class="outlined" aria-label={t("editor.removeLayer")} onClick={remove}>
        ✕
      </button>
    </>
  );
}
