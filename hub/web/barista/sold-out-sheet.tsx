/**
 * *Sold out…*: a press on a drink or an option takes it off every phone, another one brings it
 * back. Below stand the orders that still wait for it, each to be changed with its guest or
 * cancelled.
 */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { request } from "../api/client";
import type { MenuView, SetDrink } from "../api/types";
import { language, t } from "../messages/messages";
import { named } from "../staff/drink-words";
import { menu, orders, tookMenu } from "../staff/live";
import { press } from "../staff/press";
import { propose, settled } from "./actions";
import { columns } from "./columns";
import { drinkWith, optionsOf, stranded } from "./selling-out";
import { Sheet } from "./sheets";
import { Stranded } from "./stranded-orders";

/** The change of one drink or option, and how it is called. */
interface Asked {
  drink: string;
  word: string;
  available: boolean;
  body: SetDrink;
}

/** `listed`: whether orders stood in the list when one left it, so that it says when none does. */
export function SoldOutSheet({ listed }: { listed: boolean }) {
  const shown = useRef(listed);
  const busy = useSignal<string | undefined>(undefined);
  const set = async (asked: Asked): Promise<void> => {
    if (busy.value !== undefined) return;
    busy.value = asked.word;
    const path = `menu/${encodeURIComponent(asked.drink)}`;
    const ended = await press((key, halt) =>
      request<MenuView>("PATCH", path, { body: asked.body, key, signal: halt }),
    );
    busy.value = undefined;
    if (!settled(ended, t("press.givenBackStore"))) return;
    tookMenu(ended.answer);
    const said = asked.available ? "done.backOnMenu" : "done.soldOut";
    propose(t(said, { name: asked.word }), () => void set(turned(asked)));
  };
  const left = stranded(menu.value, columns(orders.value.values(), "").preview);
  shown.current ||= left.length > 0;
  return (
    <Sheet title={t("soldOut.title")}>
      <p class="second">{t("soldOut.intro")}</p>
      {shown.current && <Stranded orders={left} />}
      <Drinks busy={busy.value} set={set} />
      <Options busy={busy.value} set={set} />
    </Sheet>
  );
}

interface ListProps {
  busy: string | undefined;
  set(asked: Asked): Promise<void>;
}

function Drinks({ busy, set }: ListProps) {
  return (
    <fieldset class="extras-field">
      <legend>{t("soldOut.drinks")}</legend>
      <div class="segments">
        {menu.value.drinks.map((drink) => {
          const word = named(drink, language.value);
          const available = !drink.available;
          return (
            <Switch
              word={word}
              there={drink.available}
              busy={busy === word}
              press={() => void set({ drink: drink.id, word, available, body: { available } })}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function Options({ busy, set }: ListProps) {
  const all = optionsOf(menu.value);
  const names = [...new Set(all.map((each) => each.modifier))];
  return (
    <>
      {names.map((name) => {
        const modifier = menu.value.drinks
          .flatMap((drink) => drink.modifiers)
          .find((each) => each.name === name);
        return (
          <fieldset class="extras-field" key={name}>
            <legend>{modifier ? named(modifier, language.value) : name}</legend>
            <div class="segments">
              {all
                .filter((each) => each.modifier === name)
                .map(({ option, available: there }) => {
                  const drink = drinkWith(menu.value, name, option);
                  const found = drink?.modifiers
                    .find((each) => each.name === name)
                    ?.options.find((each) => each.name === option);
                  const word = found ? named(found, language.value) : option;
                  const body = { options: [{ modifier: name, option, available: !there }] };
                  return (
                    <Switch
                      word={word}
                      there={there}
                      busy={busy === word}
                      press={() => void set({ drink: drink?.id ?? "", word, available: !there, body })}
                    />
                  );
                })}
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

interface SwitchProps {
  word: string;
  there: boolean;
  busy: boolean;
  press(): void;
}

function Switch({ word, there, busy, press: pressed }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={there}
      class={there ? "stock" : "stock gone"}
      data-press
      disabled={busy}
      onClick={pressed}
    >
      {word}
      {!there && <small>{t("sheet.soldOut")}</small>}
    </button>
  );
}

/** The change that takes this one back. */
function turned(asked: Asked): Asked {
  const available = !asked.available;
  const { options } = asked.body;
  const body = options ? { options: options.map((each) => ({ ...each, available })) } : { available };
  return { ...asked, available, body };
}
