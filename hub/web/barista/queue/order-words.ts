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
  const { by, reason } = ending;
  // The booth cancels because it closes, or for a reason of its own that has no word.
  const hasReason = by === "staff" || (by === "booth" && reason !== "other");
  const why = hasReason ? t(`reason.${reason}`) : t(`order.cancelledBy.${by}`);
  return t("order.because", { state: word, why });
}
