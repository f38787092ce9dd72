/** The strip: identical cups that wait, with a press that claims several. */

import type { OrderView } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkLine, drinkWords } from "../staff/drink-words";
import { menu } from "../staff/live";
import { actOnBatch, sending } from "./actions";
import { type Batch, batches, nextOfBatch } from "./strip";

export function Strip({ queued }: { queued: readonly OrderView[] }) {
  const groups = batches(queued);
  return (
    <section class="strip" aria-label={t("strip.label")}>
      <span class="second">{groups.length === 0 ? t("strip.empty") : t("strip.label")}</span>
      {groups.map((batch) => (
        <BatchChip key={batch.key} batch={batch} />
      ))}
    </section>
  );
}

function BatchChip({ batch }: { batch: Batch }) {
  const next = nextOfBatch(batch);
  const busy = next.some((order) => sending.value.has(order.id));
  return (
    <span class="batch">
      {drinkLine(drinkWords(batch.drink, menu.value, language.value), language.value)}
      <b>{batch.orders.length}</b>
      {next.length > 0 && (
        <button type="button" data-press disabled={busy} onClick={() => void actOnBatch(next)}>
          {busy ? t("app.sending") : t("strip.make", { n: next.length })}
        </button>
      )}
    </span>
  );
}
