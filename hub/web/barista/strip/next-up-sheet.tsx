/** The sheet with every group of identical cups that wait. */

import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { Sheet } from "../panel/sheet-frame";
import { batches } from "./batches";
import { MakeButton } from "./make-button";

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
              <span>{drinkLineOf(batch.drink)}</span>
            </span>
            <MakeButton batch={batch} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
