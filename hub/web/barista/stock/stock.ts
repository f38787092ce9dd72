/**
 * Taking drinks and options off every phone and bringing them back. Each drink and each option has
 * one press on its way at a time; the next change meanwhile (an undo) follows, so that no press is
 * lost.
 */

import { signal } from "@preact/signals";
import { request } from "../../api/client";
import type { MenuView, SetDrink } from "../../api/types";
import { t } from "../../messages/messages";
import { applyMenu } from "../../staff/live/live-model";
import { press } from "../../staff/press/press";
import { clearNotices, reportFailure } from "../actions/press-notices";
import { propose } from "../actions/undo-offer";

/** A change of one drink, or of one option wherever it is. */
export interface StockChange {
  /** The drink that is asked to change, the option's too. */
  drink: string;
  /** Its name in the page's language. */
  word: string;
  available: boolean;
  /** Left out, it is about the drink itself. */
  option?: { modifier: string; option: string };
}

/** Those with a press on its way, by `stockKey`. */
export const sendingStock = signal<ReadonlySet<string>>(new Set());
/** The change that follows the press on its way about the same. */
const next = new Map<string, StockChange>();

/** Which drink or option a change is about. */
export function stockKey({ drink, option }: Pick<StockChange, "drink" | "option">): string {
  return option === undefined ? drink : `${option.modifier}\n${option.option}`;
}

/** Asks the hub for it, once the press on its way about the same was answered. */
export async function setStock(change: StockChange): Promise<void> {
  const key = stockKey(change);
  if (sendingStock.value.has(key)) {
    next.set(key, change);
    return;
  }
  sendingStock.value = new Set([...sendingStock.value, key]);
  const path = `menu/${encodeURIComponent(change.drink)}`;
  const body = bodyOf(change);
  const ended = await press((idempotency, halt) =>
    request<MenuView>("PATCH", path, { body, key: idempotency, signal: halt }),
  );
  sendingStock.value = new Set([...sendingStock.value].filter((each) => each !== key));
  if (ended.how !== "done") {
    reportFailure(ended);
  } else {
    clearNotices();
    applyMenu(ended.answer);
    const back = { ...change, available: !change.available };
    propose(t(change.available ? "done.backOnMenu" : "done.soldOut", { name: change.word }), () => {
      void setStock(back);
      return true;
    });
  }
  const following = next.get(key);
  next.delete(key);
  if (following !== undefined) await setStock(following);
}

function bodyOf({ available, option }: StockChange): SetDrink {
  return option === undefined ? { available } : { options: [{ ...option, available }] };
}
