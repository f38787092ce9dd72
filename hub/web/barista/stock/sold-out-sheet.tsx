/**
 * *Sold out…*: a press on a drink or an option takes it off every phone, another one brings it
 * back. What sells out most comes first. At the foot are the orders that still wait for it, each to be changed with its guest or
 * cancelled: last, so that they move and renumber no switch when they come.
 */

import { useRef } from "preact/hooks";
import { language, t } from "../../messages/messages";
import { menu, orders } from "../../staff/live/live-model";
import { named } from "../../staff/words/drink-words";
import { Sheet } from "../panel/sheet-frame";
import { columns } from "../queue/columns";
import { drinkWith, optionsOf, stockGroups, stranded } from "./selling-out";
import { type StockChange, sendingStock, setStock, stockKey } from "./stock";
import { Stranded } from "./stranded-orders";

/** `listed`: whether orders were in the list when one left it, so that it says when none is left. */
export function SoldOutSheet({ listed }: { listed: boolean }) {
  const shown = useRef(listed);
  const left = stranded(menu.value, columns(orders.value.values(), "").preview);
  shown.current ||= left.length > 0;
  return (
    <Sheet title={t("soldOut.title")}>
      <p class="second">{t("soldOut.intro")}</p>
      {stockGroups(menu.value).map((group) =>
        group === "drinks" ? <Drinks key={group} /> : <Options key={group.modifier} name={group.modifier} />,
      )}
      {shown.current && <Stranded orders={left} />}
    </Sheet>
  );
}

function Drinks() {
  return (
    <fieldset class="extras-field">
      <legend>{t("soldOut.drinks")}</legend>
      <div class="segments">
        {menu.value.drinks.map((drink) => (
          <Switch
            key={drink.id}
            change={{ drink: drink.id, word: named(drink, language.value), available: !drink.available }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Options({ name }: { name: string }) {
  const modifier = menu.value.drinks.flatMap((drink) => drink.modifiers).find((each) => each.name === name);
  return (
    <fieldset class="extras-field">
      <legend>{modifier ? named(modifier, language.value) : name}</legend>
      <div class="segments">
        {optionsOf(menu.value)
          .filter((each) => each.modifier === name)
          .map(({ option, available }) => (
            <Switch key={option} change={ofOption(name, option, !available)} />
          ))}
      </div>
    </fieldset>
  );
}

/** The change of an option, which is asked of one of the drinks that have it. */
function ofOption(modifier: string, option: string, available: boolean): StockChange {
  const drink = drinkWith(menu.value, modifier, option);
  const found = drink?.modifiers
    .find((each) => each.name === modifier)
    ?.options.find((each) => each.name === option);
  const word = found ? named(found, language.value) : option;
  return { drink: drink?.id ?? "", word, available, option: { modifier, option } };
}

/** One drink or option: its state now, and the press that makes it `change`. */
function Switch({ change }: { change: StockChange }) {
  const there = !change.available;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={there}
      class={there ? "stock" : "stock gone"}
      data-press="stays"
      disabled={sendingStock.value.has(stockKey(change))}
      onClick={() => void setStock(change)}
    >
      {change.word}
      {!there && <small>{t("sheet.soldOut")}</small>}
    </button>
  );
}
