/**
 * A drink's glass, seen from the side and filled from the bottom up with the menu's layers. The same
 * drawing as the hub's (`display-kiosk/src/icon.rs`), as paths in a square of 100. Pure.
 */

import type { Drink, Ingredient } from "../../api/types";

/** The layers' colours, as in `Ingredient::colour` of the API. */
const COLOURS: Record<Ingredient, string> = {
  espresso: "#3b2014",
  milk: "#f6e9d8",
  foam: "#fffaf2",
  water: "#8a5a36",
  chocolate: "#5a2f1c",
};

/** Side of the square. */
export const GLASS_UNITS = 100;
/** Width of the outline. */
export const OUTLINE = 3;
/** Where the liquid begins, above the glass's own bottom; the line of that bottom. */
const FLOOR = 86.5;
const BASE = 90.5;
/** Height of the rim, half the width there and at the base, by vessel. */
const VESSELS = {
  tall: { rim: 14, rimHalf: 34.5, baseHalf: 24.5 },
  short: { rim: 39, rimHalf: 26.5, baseHalf: 19.5 },
};

export interface Glass {
  layers: { colour: string; path: string }[];
  /** The part above the drink, if any. */
  empty: string | undefined;
  /** The outline from rim to rim. */
  wall: string;
}

export function glassOf({ vessel, layers }: Pick<Drink, "vessel" | "layers">): Glass {
  const { rim, rimHalf, baseHalf } = VESSELS[vessel];
  const half = (y: number): number => baseHalf + ((rimHalf - baseHalf) * (BASE - y)) / (BASE - rim);
  const slice = (bottom: number, top: number): string => {
    const [low, high] = [half(bottom), half(top)];
    return `M${num(50 - low)} ${num(bottom)}H${num(50 + low)}L${num(50 + high)} ${num(top)}H${num(50 - high)}z`;
  };
  // A menu whose shares are more than 100 fills the glass and no more.
  const full = Math.max(
    100,
    layers.reduce((sum, { share }) => sum + share, 0),
  );
  let surface = FLOOR;
  const filled = layers.map(({ of, share }, index) => {
    const bottom = surface;
    surface -= ((FLOOR - rim) * share) / full;
    // A little under the next layer, or the ground would shine through the edge between them.
    const under = index + 1 < layers.length ? 1 : 0;
    return { colour: COLOURS[of], path: slice(bottom, surface - under) };
  });
  return {
    layers: filled,
    empty: surface - rim > 0.5 ? slice(surface, rim) : undefined,
    wall: wallOf(rim, rimHalf, baseHalf, half(BASE - 7)),
  };
}

/** The outline; the corners of its foot are round. */
function wallOf(rim: number, rimHalf: number, baseHalf: number, footHalf: number): string {
  const [foot, flat] = [BASE - 7, baseHalf - 6];
  const left = `M${num(50 - rimHalf)} ${rim}L${num(50 - footHalf)} ${foot}Q${num(50 - baseHalf)} ${BASE} ${num(50 - flat)} ${BASE}`;
  return `${left}H${num(50 + flat)}Q${num(50 + baseHalf)} ${BASE} ${num(50 + footHalf)} ${foot}L${num(50 + rimHalf)} ${rim}`;
}

/** To a tenth of a unit. */
function num(value: number): string {
  return String(Math.round(value * 10) / 10);
}
