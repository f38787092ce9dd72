/** The menu's editor: the drinks in their order, the one that is edited, and one button that saves. */

import { language, t } from "../../../messages/messages";
import { named } from "../../../staff/words/drink-words";
import { Card } from "../../forms/card";
import { Mistake } from "../../forms/save-line";
import { useUnsaved } from "../../forms/unsaved";
import { DrinkIcon } from "../drink-icon";
import { DrinkEditor } from "./drink-editor";
import { EntryMover } from "./list-row";
import { DRINKS_MAX, mistakesOf, newDrink, removed, replaced } from "./menu-draft";
import { type Editing, useEditing } from "./menu-editing";
import { changesIn } from "./menu-merge";

export function MenuEditor({ leave }: { leave: () => void }) {
  const editing = useEditing(leave);
  const { work, chosen, strict, change, save } = editing;
  const { drinks } = work.value.draft;
  const changes = changesIn(work.value);
  const at = drinks.findIndex((drink) => drink.id === chosen.value);
  const drink = drinks[at];
  const add = (): void => {
    const fresh = newDrink(work.value.draft, t("editor.newDrink"));
    change([...drinks, fresh]);
    chosen.value = fresh.id;
  };
  useUnsaved(changes === 0 ? undefined : { words: t("unsaved.menu", { n: changes }), save });
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
                <EntryMover list={drinks} at={index} name={each.name} change={change} />
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
      <SaveBar editing={editing} changes={changes} leave={leave} />
    </div>
  );
}

interface SaveBarProps {
  editing: Editing;
  changes: number;
  leave(): void;
}

/** Leaving and saving; where others changed the same drinks, whose version it is to be. */
function SaveBar({ editing: { work, saving, asked, save, takeTheirs }, changes, leave }: SaveBarProps) {
  const busy = saving.state.value === "busy";
  const clashing = [...work.value.clashes.values()];
  if (asked.value.size > 0 && clashing.length > 0) {
    return (
      <div class="save-bar" role="alert">
        <p>{t("editor.clash", { list: clashing.join(", ") })}</p>
        <button type="button" class="outlined" onClick={takeTheirs}>
          {t("editor.takeTheirs")}
        </button>
        <button type="button" class="filled" disabled={busy} onClick={() => void save()}>
          {t("editor.saveMine")}
        </button>
      </div>
    );
  }
  return (
    <div class="save-bar">
      <button type="button" class="outlined" onClick={leave}>
        {changes === 0 ? t("app.back") : t("editor.drop")}
      </button>
      <button type="button" class="filled" disabled={busy} onClick={() => void save()}>
        {busy ? t("form.saving") : t("editor.save")}
      </button>
      <Mistake saving={saving} />
    </div>
  );
}
