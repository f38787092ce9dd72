/** Which side sheet is shown. */

import { useSignalEffect } from "@preact/signals";
import type { OrderView, SessionView } from "../../api/types";
import { orders } from "../../staff/live/live-model";
import { CounterSheet } from "../counter/counter-sheet";
import { FindSheet } from "../find/find-sheet";
import { KeysSheet } from "../keys/keys-sheet";
import { close, isShowable, panel } from "../panel/panel";
import { atStation, columns } from "../queue/columns";
import { MeSheet } from "../shift/me-sheet";
import { SoldOutSheet } from "../stock/sold-out-sheet";
import { PauseSheet } from "../store/pause-sheet";
import { NextUpSheet } from "../strip/next-up-sheet";
import { MenuSheet } from "./menu-sheet";
import { OrderSheet } from "./order-sheet";

export function Sheets({ me }: { me: SessionView }) {
  useSignalEffect(() => {
    if (!isShowable(panel.value, orders.value)) close();
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
