/** The bar at the bottom after an action: the action, and 10 s to take it back. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../messages/messages";
import { UNDO_S, offer, undoLast, withdrawOffer } from "../actions/undo-offer";

/** How often the seconds are looked at, ms: often enough never to skip one. */
const LOOK_MS = 200;

export function UndoBar() {
  const current = offer.value;
  const seconds = useSignal(UNDO_S);
  useEffect(() => {
    if (current === undefined) return;
    const count = (): void => {
      seconds.value = Math.ceil((current.untilMs - performance.now()) / 1_000);
      if (seconds.value <= 0) withdrawOffer();
    };
    count();
    const timer = setInterval(count, LOOK_MS);
    return () => clearInterval(timer);
  }, [current]);
  if (current === undefined) return null;
  const { undo } = current;
  return (
    <div class="undo-bar" role="status">
      <span>{current.text}</span>
      {undo !== undefined && (
        <button type="button" data-press onClick={undoLast}>
          {t("undo.press", { seconds: Math.max(1, seconds.value) })}
        </button>
      )}
    </div>
  );
}
