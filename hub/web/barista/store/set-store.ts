/** Changing the store's state from the tablet: one change at a time, and each can be undone. */

import { signal } from "@preact/signals";
import { request } from "../../api/client";
import type { SetStore, StoreState, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore, store } from "../../staff/live/live-model";
import { press } from "../../staff/press/press";
import { isSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";
import { clearNotices, reportFailure } from "../actions/press-notices";
import { propose } from "../actions/undo-offer";

type StoreSetting = SetStore & { state: StoreState };

/** The state that the store was asked to take, until the hub has answered. */
export const storePending = signal<StoreState | undefined>(undefined);
/** Why the hub refused the last change. */
export const storeRefusal = signal<string | undefined>(undefined);

/** Asks the store to change its state, unless it is about to. */
export async function setStore(change: StoreSetting): Promise<void> {
  if (storePending.value !== undefined) return;
  const before = store.value && settingOf(store.value);
  storePending.value = change.state;
  storeRefusal.value = undefined;
  const ended = await press((key, halt) =>
    request<StoreView>("PUT", "store", { body: change, key, signal: halt }),
  );
  storePending.value = undefined;
  if (ended.how === "refused" && !isSignedOut(ended.refused)) {
    storeRefusal.value = refusalWords(ended.refused);
    return;
  }
  if (ended.how !== "done") return reportFailure(ended);
  clearNotices();
  applyStore(ended.answer);
  const undo = before !== undefined && before.state !== change.state ? undoingStore(before) : undefined;
  propose(t("done.store", { state: t(`state.${change.state}`) }), undo);
}

function undoingStore(before: StoreSetting): () => boolean {
  return () => {
    if (storePending.value !== undefined) return false;
    void setStore(before);
    return true;
  };
}

/** The setting that would make the store as it is; a pause for the rest of it. */
function settingOf({ store: { state, reason, because, untilBoothMs }, boothMs }: StoreView): StoreSetting {
  if (state !== "paused") return { state };
  const pauseMin = Math.max(1, Math.ceil(((untilBoothMs ?? boothMs) - boothMs) / 60_000));
  return { state, pauseMin, ...(reason !== undefined && { reason }), ...(because && { because }) };
}
