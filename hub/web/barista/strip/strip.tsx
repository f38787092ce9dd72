/**
 * The strip: identical cups that wait, with a press that claims several. Groups without room in its
 * line are a press away, in a sheet with every group.
 */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { panel, toggle } from "../panel/panel";
import { batches, fitting } from "./batches";
import { MakeButton } from "./make-button";

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
  // The groups, their language and the size of their text all change the width.
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
            <span>{drinkLineOf(batch.drink)}</span>
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
