/** The store's state in a word and a colour; while a change is on its way, what is asked for. */

import type { StoreState, StoreView } from "../api/types";
import { t } from "../messages/messages";
import { boothNow } from "./live";

export function StoreChip({ view, pending }: { view: StoreView; pending?: StoreState | undefined }) {
  return (
    <span class={`store-chip ${view.store.state}`} role="status">
      <i class="dot" />
      {pending === undefined ? stateWord(view) : t(`pending.${pending}`)}
    </span>
  );
}

function stateWord({ store }: StoreView): string {
  if (store.state !== "paused" || store.untilBoothMs === undefined) return t(`state.${store.state}`);
  const minutes = Math.ceil((store.untilBoothMs - boothNow.value) / 60_000);
  return minutes < 1 ? t("state.paused") : t("state.pausedFor", { minutes });
}
