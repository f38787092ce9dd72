/**
 * The menu: drinks, their layers and modifiers, and the changes that staff make. Mirrors `menu.rs` of
 * `crema-api`.
 */

export type Ingredient = "espresso" | "milk" | "foam" | "water" | "chocolate";
export type Vessel = "tall" | "short";

/** The fourteen of EU regulation 1169/2011, annex II. */
export type Allergen =
  | "gluten"
  | "crustaceans"
  | "eggs"
  | "fish"
  | "peanuts"
  | "soybeans"
  | "milk"
  | "nuts"
  | "celery"
  | "mustard"
  | "sesame"
  | "sulphites"
  | "lupin"
  | "molluscs";

export interface Layer {
  of: Ingredient;
  /** Part of 100. */
  share: number;
}

export interface ModifierOption {
  name: string;
  names?: Record<string, string>;
  available: boolean;
  /** What this choice adds to the drink's. */
  allergens?: Allergen[];
}

/** A choice about a drink; its first option is the default. */
export interface Modifier {
  name: string;
  names?: Record<string, string>;
  options: ModifierOption[];
}

export interface Drink {
  id: string;
  name: string;
  names?: Record<string, string>;
  vessel: Vessel;
  /** From the bottom up. */
  layers: Layer[];
  available: boolean;
  modifiers: Modifier[];
  /** `null`: nobody said, so the page says "ask". */
  allergens: Allergen[] | null;
  caffeine_mg: number | null;
}

export interface Menu {
  drinks: Drink[];
}

export interface MenuView {
  menu: Menu;
  seq: number;
}

/** A change of one drink; an option sold out of one drink is sold out of all that have it. */
export interface SetDrink {
  available?: boolean;
  options?: { modifier: string; option: string; available: boolean }[];
}
