/** The side sheet: its frame, and which one is shown. */

import type { ComponentChildren } from "preact";
import type { SessionView } from "../api/types";
import { t } from "../messages/messages";
import { orders } from "../staff/live";
import { FindSheet, RecentSheet } from "./list-sheets";
import { MeSheet } from "./me-sheet";
import { OrderSheet } from "./order-sheet";
import { close, panel } from "./panel";
import { PauseSheet } from "./pause-sheet";

export function Sheets({ me }: { me: SessionView }) {
  const open = panel.value;
  switch (open?.kind) {
    case undefined:
      return null;
    case "order": {
      const order = orders.value.get(open.id);
      return order === undefined ? null : <OrderSheet key={order.id} order={order} me={me} />;
    }
    case "find":
      return <FindSheet />;
    case "recent":
      return <RecentSheet />;
    case "pause":
      return <PauseSheet />;
    case "me":
      return <MeSheet />;
  }
}

/** A sheet's frame: its title and its way out. */
export function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <aside class="sheet" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="outlined" onClick={close}>
          {t("app.close")}
        </button>
      </header>
      <div class="sheet-body">{children}</div>
    </aside>
  );
}
