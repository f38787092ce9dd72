/** The press that claims the next orders of a batch; there is none where it would gain nothing. */

import { t } from "../../messages/messages";
import { actOnBatch, sending } from "../actions/order-actions";
import { type Batch, nextOfBatch } from "./batches";

export function MakeButton({ batch }: { batch: Batch }) {
  const next = nextOfBatch(batch);
  if (next.length === 0) return null;
  const busy = next.some((order) => sending.value.has(order.id));
  return (
    <button
      type="button"
      class="make-several"
      data-press
      disabled={busy}
      onClick={() => void actOnBatch(next)}
    >
      {busy ? t("app.sending") : t("strip.make", { n: next.length })}
    </button>
  );
}
