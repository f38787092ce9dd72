/** How far an order is before it waits for a barista: being chosen, or placed and without a number. */

import type { OrderView } from "../../api/types";

/** Whether its guest still chooses. */
export const isChoosing = ({ state, drink }: OrderView): boolean => state === "started" && drink === null;

/** Whether it is placed and its number could not be drawn yet: no barista can take it so long. */
export const lacksNumber = ({ state, drink }: OrderView): boolean => state === "started" && drink !== null;
