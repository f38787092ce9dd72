/** The effect of a change of the store on the orders of now, in figures. Pure. */

import type { OrderView, StoreState, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { isChoosing } from "../../staff/live/placed";

type Counted = Pick<StoreView, "inFlight" | "settings">;

/** What happens to what is ordered, and to who is choosing, when the store goes into this state. */
export function effectOf(state: StoreState, view: Counted, orders: Iterable<OrderView>): string {
  const { inFlight, settings } = view;
  if (state === "open") return t("store.effectOpen", { max: settings.ordersInFlightMax });
  if (inFlight === 0) return t("store.effectNone");
  if (state === "paused") return t("store.effectPause", { n: inFlight });
  if (state === "last_orders") return t("store.effectLast", { n: inFlight });
  const choosing = Math.min(inFlight, [...orders].filter(isChoosing).length);
  const placed = inFlight - choosing;
  return [
    t("store.effectClose"),
    placed === 0 ? t("store.effectCloseNone") : t("store.effectClosePlaced", { n: placed }),
    ...(choosing === 0 ? [] : [t("store.effectCloseChoosing", { n: choosing })]),
  ].join(" ");
}
