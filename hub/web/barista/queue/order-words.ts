/** An order's state in words: who makes it, or why it ended. */

import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { lacksNumber } from "../../staff/live/placed";

export function stateWords(order: OrderView): string {
  const { state, barista, ending } = order;
  if (lacksNumber(order)) return t("order.noNumber");
  if (state === "making" && barista?.name) return t("card.makes", { name: barista.name });
  const word = t(`order.${state}`);
  if (ending?.why !== "cancelled") return word;
  const why = ending.by === "staff" ? t(`reason.${ending.reason}`) : t(`order.cancelledBy.${ending.by}`);
  return t("order.because", { state: word, why });
}
