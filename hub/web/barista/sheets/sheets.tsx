/** The side sheet: its frame, and which one is shown. */

import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { OrderView, SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { orders } from "../../staff/live/live-model";
import { CounterSheet } from "../counter/counter-sheet";
import { FindSheet } from "../find/find-sheet";
import { KeysSheet } from "../keys/keys-sheet";
import { atStation, columns } from "../queue/columns";
import { MeSheet } from "../shift/me-sheet";
import { SoldOutSheet } from "../stock/sold-out-sheet";
import { PauseSheet } from "../store/pause-sheet";
import { NextUpSheet } from "../strip/strip";
import { MenuSheet } from "./menu-sheet";
import { OrderSheet } from "./order-sheet";
import { close, panel, stands } from "./panel";

export function Sheets({ me }: { me: SessionView }) {
  useSignalEffect(() => {
    if (!stands(panel.value, orders.value)) close();
  });
  const open = panel.value;
  switch (open?.kind) {
    case undefined:
      return null;
    case "order": {
      const order = orders.value.get(open.id);
      if (order === undefined) return null;
      return (
        <OrderSheet key={order.id} order={order} me={me} first={open.page ?? "order"} from={open.from} />
      );
    }
    case "counter":
      return <CounterSheet />;
    case "sold-out":
      return <SoldOutSheet listed={open.listed ?? false} />;
    case "find":
      return <FindSheet />;
    case "pause":
      return <PauseSheet />;
    case "keys":
      return <KeysSheet />;
    case "menu":
      return <MenuSheet me={me} />;
    case "next-up":
      return <NextUpSheet queued={queuedAt(me)} />;
    case "me":
      return <MeSheet me={me} />;
  }
}

/** What waits for this tablet. */
function queuedAt(me: SessionView): OrderView[] {
  const { preview } = columns(orders.value.values(), me.sessionId);
  return preview.filter((order) => atStation(order, me.station ?? []));
}

/** A sheet's frame: its title and its way out. The keyboard's focus comes into it and goes back. */
export function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (frame.current?.contains(before) === false) frame.current.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside class="sheet" aria-label={title} ref={frame} tabIndex={-1}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="outlined" onClick={close}>
          {t("app.close")}
        </button>
      </header>
      {/* In the focus order, so that arrow keys can scroll what has no buttons. */}
      <div class="sheet-body" tabIndex={0}>
        {children}
      </div>
    </aside>
  );
}
