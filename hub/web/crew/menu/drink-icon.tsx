/** A drink's icon from its layers: a glass seen from the side, as on phone and board. */

import type { Drink } from "../../api/types";
import { GLASS_UNITS, OUTLINE, glassOf } from "../../staff/look/glass";

export function DrinkIcon({ drink }: { drink: Drink }) {
  const { layers, empty, wall } = glassOf(drink);
  return (
    <svg class="drink-icon" viewBox={`0 0 ${GLASS_UNITS} ${GLASS_UNITS}`} aria-hidden="true">
      {layers.map(({ colour, path }, index) => (
        <path key={index} fill={colour} d={path} />
      ))}
      {empty !== undefined && <path fill="currentColor" opacity="0.07" d={empty} />}
      <path fill="none" stroke="currentColor" stroke-width={OUTLINE} stroke-linecap="round" d={wall} />
    </svg>
  );
}
