/** The menu's editor: the drinks in their order, the one that is edited, and one button that saves. */

import { useSignal } from "@preact/signals";
import { request } from "../api/client";
import type { Drink, Menu, MenuView } from "../api/types";
import { language, t } from "../messages/messages";
import { named } from "../staff/drink-words";
import { menu, tookMenu } from "../staff/live";
import { DrinkEditor } from "./drink-editor";
import { DrinkIcon } from "./drink-icon";
import { Mover } from "./editor-parts";
import { DRINKS_MAX, mistakesOf, moved, newDrink, removed, replaced, tidied, withIds } from "./menu-draft";
import { Card, Mistake } from "./parts";
import { useSaving } from "./saving";

export function MenuEditor({ leave }: { leave: () => void }) {
  const draft = useSignal<Menu>(menu.peek());
  const chosen = useSignal<string | undefined>(menu.peek().drinks[0]?.id);
  /** Mistakes are said once something was saved with one, and from then on. */
  const strict = useSignal(false);
  const saving = useSaving();
  const { drinks } = draft.value;
  const at = drinks.findIndex((drink) => drink.id === chosen.value);
  const drink = drinks[at];
  const change = (next: Drink[]): void => {
    draft.value = { drinks: next };
    if (saving.state.value !== "busy") saving.state.value = "rest";
  };
  const add = (): void => {
    const fresh = newDrink(draft.value, t("editor.newDrink"));
    change([...drinks, fresh]);
    chosen.value = fresh.id;
  };
  const save = async (): Promise<void> => {
    const tidy = tidied(draft.value);
    draft.value = tidy;
    const wrong = tidy.drinks.find((each) => mistakesOf(each).size > 0);
    strict.value = wrong !== undefined;
    if (wrong !== undefined) {
      chosen.value = wrong.id;
      saving.state.value = { mistake: t("limits.check") };
      return;
    }
    const body = { menu: withIds(tidy, menu.value) };
    const answer = await saving.run(() => request<MenuView>("PUT", "menu", { body }));
    if (answer === undefined) return;
    tookMenu(answer);
    leave();
  };
  return (
    <div class="grid editor">
      <Card title={t("editor.drinks", { n: drinks.length })}>
        <ul class="drink-list">
          {drinks.map((each, index) => (
            <li key={each.id}>
              <button
                type="button"
                class="drink-choice"
                aria-pressed={each.id === chosen.value}
                onClick={() => (chosen.value = each.id)}
              >
                <DrinkIcon drink={each} />
                <span>
                  {named(each, language.value)}
                  {strict.value && mistakesOf(each).size > 0 && <small class="mistake"> !</small>}
                </span>
              </button>
              {each.id === chosen.value && (
                <Mover
                  first={index === 0}
                  last={index === drinks.length - 1}
                  name={each.name}
                  move={(by) => change(moved(drinks, index, by))}
                />
              )}
            </li>
          ))}
        </ul>
        <button type="button" class="outlined" disabled={drinks.length >= DRINKS_MAX} onClick={add}>
          {t("editor.addDrink")}
        </button>
      </Card>
      {drink === undefined ? (
        <Card title={t("nav.menu")}>
          <p class="second">{t("editor.nothing")}</p>
        </Card>
      ) : (
        <DrinkEditor
          key={drink.id}
          drink={drink}
          wrong={strict.value ? mistakesOf(drink) : new Map()}
          change={(next) => change(replaced(drinks, at, next))}
          remove={() => {
            change(removed(drinks, at));
            chosen.value = drinks[at === 0 ? 1 : at - 1]?.id;
          }}
        />
      )}
      <div class="save-bar">
        <button type="button" class="outlined" onClick={leave}>
          {t("editor.drop")}
        </button>
        <button
          type="button"
          class="filled"
          disabled={saving.state.value === "busy"}
          onClick={() => void save()}
        >
          {saving.state.value === "busy" ? t("form.saving") : t("editor.save")}
        </button>
        <Mistake saving={saving} />
      </div>
    </div>
  );
}
