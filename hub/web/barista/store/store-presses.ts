/** What one can ask of the store in each of its states, in the order of the bar. Pure. */

import type { StoreState } from "../../api/types";
import type { MessageKey } from "../../messages/messages";

export interface StorePress {
  word: MessageKey;
  /** The state that is asked for; a pause is asked about first. */
  to: StoreState;
}

export function storePresses(state: StoreState): StorePress[] {
  switch (state) {
    case "closed":
      return [{ word: "bar.open", to: "open" }];
    case "last_orders":
      return [
        { word: "bar.openAgain", to: "open" },
        { word: "bar.close", to: "closed" },
      ];
    case "paused":
      return [{ word: "bar.openAgain", to: "open" }];
    case "open":
      return [
        { word: "bar.pause", to: "paused" },
        { word: "bar.lastOrders", to: "last_orders" },
      ];
  }
}
