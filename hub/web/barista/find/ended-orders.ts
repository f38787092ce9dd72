/**
 * Orders that are over, as Find needs them: the tablet keeps only the last few, the hub has them all.
 * Asked for when something is typed, once for each time that Find is opened.
 */

import { signal } from "@preact/signals";
import { get } from "../../api/client";
import type { OrderView, Orders } from "../../api/types";
import { handleSignedOut } from "../../staff/session/session";

/** How many of them are looked through, the newest (`ORDERS_LISTED_MAX` in the hub). */
const LOOKED_THROUGH_MAX = 500;

/** How far the hub's answer is. */
export type Asked = "not-yet" | "asking" | "answered" | "unreachable";

export const endedOrders = signal<readonly OrderView[]>([]);
export const asked = signal<Asked>("not-yet");

/** Answers of the last time are old when Find is opened again. */
export function forgetEnded(): void {
  endedOrders.value = [];
  asked.value = "not-yet";
}

/** Asks the hub, unless it was asked. */
export async function askForEnded(): Promise<void> {
  if (asked.value === "asking" || asked.value === "answered") return;
  asked.value = "asking";
  try {
    const states = "collected,uncollected,cancelled,timed_out,refused";
    const { orders } = await get<Orders>(`orders?state=${states}&limit=${LOOKED_THROUGH_MAX}`);
    endedOrders.value = orders;
    asked.value = "answered";
  } catch (cause) {
    handleSignedOut(cause);
    asked.value = "unreachable";
  }
}
