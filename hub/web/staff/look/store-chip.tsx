/**
 * The store's state in a word and a colour, and why it pauses; while a change is on its way, the
 * next state. A usual reason is worded in the page's language, one's own words stay as they are.
 */

import type { Store, StoreState, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { boothNow } from "../live/live-model";

export function StoreChip({ view, pending }: { view: StoreView; pending?: StoreState | undefined }) {
  const why = pending === undefined ? pauseWords(view.store) : undefined;
  return (
    <span class={`store-chip ${view.store.state}`} role="status">
      <i class="dot" />
      <span>
        {pending === undefined ? stateWord(view) : t(`pending.${pending}`)}
        {why !== undefined && <small dir="auto">{why}</small>}
      </span>
    </span>
  );
}

/** Why the booth pauses, in words. */
export function pauseWords({ state, because, reason }: Store): string | undefined {
  if (state !== "paused") return undefined;
  return because === undefined ? reason : t(`pause.${because}Board`);
}

function stateWord({ store }: StoreView): string {
  if (store.state !== "paused" || store.untilBoothMs === undefined) return t(`state.${store.state}`);
  const minutes = Math.ceil((store.untilBoothMs - boothNow.value) / 60_000);
  return minutes < 1 ? t("state.paused") : t("state.pausedFor", { minutes });
}
