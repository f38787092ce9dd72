/** Which step of the day's end is the next one to take. Pure. */

import type { StoreView } from "../../api/types";

export type DayStep = "lastOrders" | "left" | "end" | "over";

/** `over`: the day was ended and no other has begun. */
export function dayStep({ store, inFlight }: Pick<StoreView, "store" | "inFlight">, over: boolean): DayStep {
  if (over) return "over";
  if (store.state === "open" || store.state === "paused") return "lastOrders";
  return inFlight > 0 ? "left" : "end";
}
