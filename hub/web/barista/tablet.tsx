/** The tablet's one screen: bar, strip, three columns, one side sheet, undo bar. */

import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { OrderView, SessionView } from "../api/types";
import { t } from "../messages/messages";
import { link, loaded, orders } from "../staff/live/live-model";
import { Banner } from "./bars/banner";
import { NoticeBar } from "./bars/notice-bar";
import { Bar } from "./bars/top-bar";
import { UndoBar } from "./bars/undo-bar";
import { listenToKeys, typedDigits, unknownNumber } from "./keys/keyboard";
import { panel } from "./panel/panel";
import { shownOnce } from "./queue/arrivals";
import { Card } from "./queue/card";
import { Column } from "./queue/column";
import { atStation, columns } from "./queue/columns";
import { Numberless } from "./queue/numberless";
import { Uncollected } from "./queue/uncollected";
import { Sheets } from "./sheets/sheets";
import { Strip } from "./strip/strip";

export function Tablet({ me }: { me: SessionView }) {
  useEffect(() => listenToKeys(me), [me.sessionId]);
  const ready = loaded.value;
  useEffect(() => {
    if (ready) shownOnce.value = true;
  }, [ready]);
  if (!ready) {
    return <p class="plain-word">{link.value === false ? t("signin.unreachable") : t("app.connecting")}</p>;
  }
  const { numberless, preview, production, pickup, uncollected } = sorted(me.sessionId).value;
  return (
    <div class={panel.value === undefined ? "tablet" : "tablet with-sheet"}>
      <Bar me={me} />
      <Banner />
      <NoticeBar />
      {/* A sheet covers a part of this, so what asks for an answer is above it. */}
      <div class="below">
        <Strip queued={preview.filter((order) => atStation(order, me.station ?? []))} />
        <main
          class="columns"
          style={`--digits: ${digits([...preview, ...production, ...pickup, ...uncollected])}`}
        >
          {/* For screen readers; the screen itself needs no title. */}
          <h1 class="unseen">Crema</h1>
          <Column
            name="preview"
            figure={t("column.waiting", { n: preview.length })}
            empty={preview.length + numberless.length === 0 ? t("column.previewEmpty") : undefined}
          >
            {numberless.map((order) => (
              <Numberless key={order.id} order={order} />
            ))}
            {preview.map((order) => (
              <Card key={order.id} order={order} me={me} />
            ))}
          </Column>
          <Column
            name="production"
            figure={String(production.length)}
            empty={
              production.length > 0
                ? undefined
                : t(preview.some(isForMaking) ? "column.productionEmpty" : "column.productionIdle")
            }
          >
            {production.map((order) => (
              <Card key={order.id} order={order} me={me} />
            ))}
          </Column>
          <Column
            name="pickup"
            figure={String(pickup.length)}
            empty={pickup.length + uncollected.length === 0 ? t("column.pickupEmpty") : undefined}
          >
            {pickup.map((order) => (
              <Card key={order.id} order={order} me={me} />
            ))}
            <Uncollected orders={uncollected} me={me} />
          </Column>
        </main>
        <Sheets me={me} />
      </div>
      <UndoBar />
      <Typed />
    </div>
  );
}

/** Whether it can be made: one that is being cancelled waits for no one. */
const isForMaking = ({ cancelling }: OrderView): boolean => cancelling === undefined;

/** Digits of the longest number, so that all cards have as much room for theirs; at least two. */
function digits(shown: readonly OrderView[]): number {
  return Math.max(2, ...shown.map((order) => String(order.number ?? "").length));
}

/** The digits typed on the number pad, or that no card has that number. */
function Typed() {
  const unknown = unknownNumber.value;
  if (typedDigits.value === "" && unknown === undefined) return null;
  return (
    <div class={typedDigits.value === "" ? "typed words" : "typed"} role="status">
      {typedDigits.value === "" ? t("keys.unknown", { n: unknown ?? "" }) : typedDigits.value}
    </div>
  );
}

const bySession = new Map<string, ReturnType<typeof sort>>();

/** The columns, worked out again only when an order has changed. */
function sorted(sessionId: string): ReturnType<typeof sort> {
  const known = bySession.get(sessionId) ?? sort(sessionId);
  bySession.set(sessionId, known);
  return known;
}

function sort(sessionId: string) {
  return computed(() => columns(orders.value.values(), sessionId));
}
