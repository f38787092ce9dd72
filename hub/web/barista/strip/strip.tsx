/**
 * The strip: identical cups that wait, with a press that claims several. What has no room in its
 * line is a press away, in a sheet with every group.
 */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { OrderView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { menu } from "../../staff/live/live-model";
import { drinkLine, drinkWords } from "../../staff/words/drink-words";
import { actOnBatch, sending } from "../actions/order-actions";
import { panel, toggle } from "../sheets/panel";
import { Sheet } from "../sheets/sheets";
import { type Batch, batches, fitting, nextOfBatch } from "./batches";

/** Space between two groups, px (`--space-2`). */
const GAP = 8;
/** Width of the button for the others, rem (`.more`). */
const MORE_REM = 4;

export function Strip({ queued }: { queued: readonly OrderView[] }) {
  const groups = batches(queued);
  const strip = useRef<HTMLElement>(null);
  const shown = useSignal(groups.length);
  const measure = (): void => {
    if (strip.current !== null) shown.value = fittingIn(strip.current);
  };
  // What stands there, its language and the size of its text all change its width.
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(measure);
    if (strip.current !== null) watch.observe(strip.current);
    return () => watch.disconnect();
  }, []);
  const beyond = Math.max(0, groups.length - shown.value);
  return (
    <section class="strip" aria-label={t("strip.label")} ref={strip}>
      <span class="second">{groups.length === 0 ? t("strip.empty") : t("strip.label")}</span>
      <div class="groups">
        {groups.map((batch, at) => (
          <span key={batch.key} class={at < shown.value ? "batch" : "batch beyond"}>
            <span>{cupWords(batch)}</span>
            <b>{batch.orders.length}</b>
            <MakeButton batch={batch} />
          </span>
        ))}
      </div>
      {beyond > 0 && (
        <button
          type="button"
          class="outlined more"
          aria-expanded={panel.value?.kind === "next-up"}
          aria-label={t("strip.moreLabel", { n: beyond })}
          onClick={() => toggle({ kind: "next-up" })}
        >
          {t("strip.more", { n: beyond })}
        </button>
      )}
    </section>
  );
}

/** How many groups this strip has room for. */
function fittingIn(strip: HTMLElement): number {
  const word = strip.querySelector<HTMLElement>(".second");
  const widths = [...strip.querySelectorAll<HTMLElement>(".batch")].map((batch) => batch.offsetWidth);
  const style = getComputedStyle(strip);
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  const room = strip.clientWidth - padding - (word?.offsetWidth ?? 0) - GAP;
  const more = MORE_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(1, fitting(widths, room, GAP, more));
}

/** The sheet with every group. */
export function NextUpSheet({ queued }: { queued: readonly OrderView[] }) {
  const groups = batches(queued);
  return (
    <Sheet title={t("strip.label")}>
      {groups.length === 0 && <p class="second">{t("strip.empty")}</p>}
      <ul class="rows">
        {groups.map((batch) => (
          <li key={batch.key} class="row">
            <span class="row-words group">
              <b>{batch.orders.length}</b>
              <span>{cupWords(batch)}</span>
            </span>
            <MakeButton batch={batch} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function MakeButton({ batch }: { batch: Batch }) {
  const next = nextOfBatch(batch);
  if (next.length === 0) return null;
  const busy = next.some((order) => sending.value.has(order.id));
  return (
    <button
      type="button"
      class="make-several"
      data-press
      disabled={busy}
      onClick={() => void actOnBatch(next)}
    >
      {busy ? t("app.sending") : t("strip.make", { n: next.length })}
    </button>
  );
}

export function cupWords({ drink }: Batch): string {
  return drinkLine(drinkWords(drink, menu.value, language.value), language.value);
}
