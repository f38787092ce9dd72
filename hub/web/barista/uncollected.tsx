/** Drinks nobody came for: one folded line at the end of Pickup, cards when it is pressed. */

import { useSignal } from "@preact/signals";
import type { OrderView, SessionView } from "../api/types";
import { t } from "../messages/messages";
import { Card } from "./card";

export function Uncollected({ orders, me }: { orders: readonly OrderView[]; me: SessionView }) {
  const unfolded = useSignal(false);
  if (orders.length === 0) return null;
  const labels = orders.map((order) => order.label).join(", ");
  return (
    <>
      <button
        type="button"
        class="fold"
        aria-expanded={unfolded.value}
        onClick={() => (unfolded.value = !unfolded.value)}
      >
        {t("column.uncollected", { labels })} {unfolded.value ? "▾" : "▸"}
      </button>
      {unfolded.value && orders.map((order) => <Card key={order.id} order={order} me={me} />)}
    </>
  );
}
