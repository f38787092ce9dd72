/** *Menu*: availability, by drink and by option; the way to the editor and to files. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { Drink, MenuView, SetDrink } from "../../api/types";
import { language, t } from "../../messages/messages";
import { applyMenu, menu } from "../../staff/live/live-model";
import { named } from "../../staff/words/drink-words";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { DrinkIcon } from "./drink-icon";
import { MenuEditor } from "./editor/menu-editor";
import { MenuFiles } from "./menu-files-card";

export function MenuPage() {
  const editing = useSignal(false);
  if (editing.value) return <MenuEditor leave={() => (editing.value = false)} />;
  return (
    <>
      <div class="save-line">
        <p class="second">
          {t("menu.hint")} {t("menu.everywhere")}
        </p>
        <button type="button" class="filled" onClick={() => (editing.value = true)}>
          {t("menu.edit")}
        </button>
      </div>
      <div class="grid">
        {menu.value.drinks.map((drink) => (
          <DrinkCard key={drink.id} drink={drink} />
        ))}
        <MenuFiles />
      </div>
    </>
  );
}

function DrinkCard({ drink }: { drink: Drink }) {
  const saving = useSaving();
  const set = async (body: SetDrink): Promise<void> => {
    const answer = await saving.run(
      (key) => request<MenuView>("PATCH", `menu/${encodeURIComponent(drink.id)}`, { body, key }),
      body,
    );
    if (answer !== undefined) applyMenu(answer);
  };
  const busy = saving.state.value === "busy";
  return (
    <Card title={named(drink, language.value)} span={2}>
      <div class="drink-head">
        <DrinkIcon drink={drink} />
        <Toggle
          word={t(drink.available ? "menu.available" : "menu.soldOut")}
          available={drink.available}
          busy={busy}
          press={() => void set({ available: !drink.available })}
        />
      </div>
      <Mistake saving={saving} />
      {drink.modifiers.map((modifier) => (
        <div class="options" key={modifier.name}>
          <span class="second">{named(modifier, language.value)}</span>
          <div class="segments">
            {modifier.options.map((option) => (
              <Toggle
                key={option.name}
                word={named(option, language.value)}
                available={option.available}
                busy={busy}
                press={() =>
                  void set({
                    options: [{ modifier: modifier.name, option: option.name, available: !option.available }],
                  })
                }
              />
            ))}
          </div>
        </div>
      ))}
    </Card>
  );
}

interface ToggleProps {
  word: string;
  available: boolean;
  busy: boolean;
  press(): void;
}

function Toggle({ word, available, busy, press }: ToggleProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={available}
      class={available ? "toggle" : "toggle off"}
      disabled={busy}
      onClick={press}
    >
      {available ? "✓" : "✕"} {word}
    </button>
  );
}
