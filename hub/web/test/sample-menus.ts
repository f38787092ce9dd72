/** Menus for the tests, made short. */

import type { Drink, Menu } from "../api/types";

/** A drink with whole milk and oat milk. */
export function milkDrink(id: string, more: Partial<Drink> = {}): Drink {
  const options = ["Whole", "Oat"].map((name) => ({ name, available: true }));
  return {
    id,
    name: id,
    vessel: "tall",
    layers: [],
    available: true,
    modifiers: [{ name: "Milk", options }],
    allergens: null,
    caffeine_mg: null,
    ...more,
  };
}

export function menuOf(...drinks: Drink[]): Menu {
  return { drinks };
}
