/** A drink's icon from its layers: a glass seen from the side, as on phone and board. */

import type { Drink, Ingredient } from "../../api/types";

/** The layers' colours, as in `Ingredient::colour` of the API. */
const COLOURS: Record<Ingredient, string> = {
  espresso: "#3b2014",
  milk: "#f6e9d8",
  foam: "#fffaf2",
  water: "#8a5a36",
  chocolate: "#5a2f1c",
};

/** The icon's own units: a square of 100. */
const SIDE = 100;
const BOTTOM = 94;
/** Upper edge, and half the width at the top and at the bottom, by vessel. */
const VESSELS = { tall: { top: 8, rim: 34, foot: 26 }, short: { top: 42, rim: 30, foot: 23 } };

export function DrinkIcon({ drink }: { drink: Drink }) {
  const { top, rim, foot } = VESSELS[drink.vessel];
  const glass = `M${50 - rim} ${top}L${50 - foot} ${BOTTOM}H${50 + foot}L${50 + rim} ${top}`;
  let surface = BOTTOM;
  const layers = drink.layers.map(({ of, share }) => {
    const height = ((BOTTOM - top) * share) / 100;
    surface -= height;
    return <rect x="0" width={SIDE} y={surface} height={height + 0.5} fill={COLOURS[of]} />;
  });
  const clip = `glass-${drink.id}`;
  return (
    <svg class="drink-icon" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
      <clipPath id={clip}>
        <path d={`${glass}Z`} />
      </clipPath>
      <g clip-path={`url(#${clip})`}>{layers}</g>
      <path
        d={glass}
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
