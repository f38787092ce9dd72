/** The hub's last refusal about an order, for as long as it is shown. */

import type { OrderView } from "../../api/types";
import { refusals } from "./order-actions";

export function OrderMistake({ order }: { order: OrderView }) {
  const refusal = refusals.value.get(order.id);
  return refusal === undefined ? null : <p class="mistake">{refusal}</p>;
}
