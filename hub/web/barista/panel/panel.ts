/** Which side sheet is open, if any. There is one at a time and never one over another. */

import { signal } from "@preact/signals";
import type { OrderTable } from "../../staff/live/fold";

/** What an order's sheet shows first. */
export type OrderPage = "order" | "cancel" | "change";

export type Panel =
  | {
      kind: "order";
      id: string;
      page?: OrderPage;
      /** The list that it was opened from, where one comes back to once the page is done. */
      from?: "sold-out";
    }
  | {
      kind: "sold-out";
      /** Whether orders were in the list before. */
      listed?: boolean;
    }
  | { kind: "find" | "pause" | "me" | "counter" | "keys" | "menu" | "next-up" };

export const panel = signal<Panel | undefined>(undefined);

/** Opens a sheet; the same press again closes it. */
export function toggle(next: Panel): void {
  const open = panel.value;
  const same =
    open?.kind === next.kind && (open.kind !== "order" || (next.kind === "order" && open.id === next.id));
  panel.value = same ? undefined : next;
}

export function close(): void {
  panel.value = undefined;
}

/** Whether there is still something to show in it: an order's sheet goes with its order. */
export function isShowable(open: Panel | undefined, orders: OrderTable): boolean {
  return open?.kind !== "order" || orders.has(open.id);
}
