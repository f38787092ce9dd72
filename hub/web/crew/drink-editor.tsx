/** One drink while it is edited: its name, its icon, what it contains, what can be chosen of it. */

import { useSignal } from "@preact/signals";
import type { Drink, Ingredient, Layer } from "../api/types";
import { t } from "../messages/messages";
import { AllergensField } from "./allergens-field";
import { DrinkIcon } from "./drink-icon";
import {
  INGREDIENTS,
  LAYERS_MAX,
  type Mistakes,
  NAME_MAX,
  moved,
  removed,
  replaced,
  roomLeft,
} from "./menu-draft";
import { Mover } from "./menu-editor";
import { ModifiersEditor } from "./modifiers-editor";
import { Card } from "./parts";
import { Translations } from "./translations";

export interface DrinkEditorProps {
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
            <Wrong wrong={wrong} at="name" />
          </label>
          <Translations thing={drink} change={(names) => change({ ...drink, names })} />
          <Available drink={drink} change={change} />
        </section>
        <Icon drink={drink} wrong={wrong} change={change} />
      </div>
      <ModifiersEditor
        modifiers={drink.modifiers}
        wrong={wrong}
        change={(modifiers) => change({ ...drink, modifiers })}
      />
      <AllergensField
        allergens={drink.allergens}
        change={(allergens) => change({ ...drink, allergens })}
      />
      <Caffeine drink={drink} wrong={wrong} change={change} />
      <Remove name={drink.name.trim() || t("editor.newDrink")} remove={remove} />
    </Card>
  );
}

type PartProps = Pick<DrinkEditorProps, "drink" | "change">;

export function Wrong({ wrong, at }: { wrong: Mistakes; at: string }) {
  const key = wrong.get(at);
  return key === undefined ? null : <small class="mistake">{t(key)}</small>;
}

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

/** Vessel and layers, with the icon as everyone will see it. */
function Icon({ drink, wrong, change }: PartProps & { wrong: Mistakes }) {
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
        <Wrong wrong={wrong} at="caffeine" />
      ) : (
        <small>{t("editor.caffeineHint")}</small>
      )}
    </label>
  );
}

/** Asked once. */
function Remove({ name, remove }: { name: string; remove: () => void }) {
  const asked = useSignal(false);
  return (
    <div class="save-line">
      <button
        type="button"
        class={asked.value ? "filled late" : "outlined late"}
        onClick={() => (asked.value ? remove() : (asked.value = true))}
      >
        {t(asked.value ? "editor.removeReally" : "editor.remove", { name })}
      </button>
    </div>
  );
}
