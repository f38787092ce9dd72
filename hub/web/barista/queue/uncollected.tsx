/** Uncollected drinks: one folded line at the end of Pickup, cards when it is pressed. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { OrderView, SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { Card } from "./card";

/** Whether their cards are shown. */
export const unfolded = signal(false);

export function Uncollected({ orders, me }: { orders: readonly OrderView[]; me: SessionView }) {
  const fold = useRef<HTMLButtonElement>(null);
  const open = unfolded.value;
  // The fold may be at the column's very end: its cards must not need a swipe.
  useEffect(() => {
    if (open) fold.current?.scrollIntoView({ block: "start" });
  }, [open]);
  if (orders.length === 0) return null;
  const labels = orders.map((order) => order.label).join(", ");
  return (
    <>
      <button
        ref={fold}
        type="button"
        class="fold"
        aria-expanded={open}
        onClick={() => (unfolded.value = !open)}
      >
        {t("column.uncollected", { labels })} {open ? "▾" : "▸"}
      </button>
      {open && orders.map((order) => <Card key={order.id} order={order} me={me} />)}
    </>
  );
}
