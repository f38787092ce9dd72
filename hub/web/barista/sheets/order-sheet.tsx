/** An order's sheet: all that is known of it, and the moves beside the main one. */

import { useSignal } from "@preact/signals";
import type { OrderView, SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { boothNow } from "../../staff/live/live-model";
import { type MoveKind, mainMove, otherMoves, undoOf } from "../actions/moves";
import { act, sending } from "../actions/order-actions";
import { OrderMistake } from "../actions/order-mistake";
import { type OrderPage, close, panel } from "../panel/panel";
import { Sheet } from "../panel/sheet-frame";
import { ageMs, clockFigure } from "../queue/ages";
import { CardButton } from "../queue/card";
import { CardWords } from "../queue/card-words";
import { isOwn } from "../queue/columns";
import { stateWords } from "../queue/order-words";
import { CancelForm } from "./cancel-form";
import { ChangeForm } from "./change-form";

/** Moves that have a place of their own, in the sheet or on the card. */
const ELSEWHERE = [
  "claim",
  "complete",
  "collect",
  "undo",
  "requeue",
  "dismiss",
  "cancel",
  "change",
  "name",
] as const;

type SheetKind = Exclude<MoveKind, (typeof ELSEWHERE)[number]>;

interface OrderSheetProps {
  order: OrderView;
  me: SessionView;
  first: OrderPage;
  /** The list that one comes back to from the first page. */
  from?: "sold-out" | undefined;
}

export function OrderSheet({ order, me, first, from }: OrderSheetProps) {
  const page = useSignal<OrderPage>(first);
  const own = isOwn(order, me.sessionId);
  const offered = otherMoves(order, { own, crew: me.role === "crew" });
  const title = order.label ?? t(`order.${order.state}`);
  const back = (): void => {
    if (from === undefined) page.value = "order";
    else panel.value = { kind: from, listed: true };
  };
  if (page.value === "cancel" && offered.includes("cancel")) {
    return (
      <Sheet title={title}>
        <CancelForm order={order} keep={back} />
      </Sheet>
    );
  }
  if (page.value === "change" && offered.includes("change")) {
    return (
      <Sheet title={title}>
        <ChangeForm order={order} done={back} />
      </Sheet>
    );
  }
  return (
    <Sheet title={title}>
      <Facts order={order} />
      <CardButton order={order} move={mainMove(order, own)} done={close} />
      <div class="moves">
        {offered.includes("change") && (
          <button type="button" class="outlined" onClick={() => (page.value = "change")}>
            {t("sheet.change")}
          </button>
        )}
        {offered.filter(isPlain).map((kind) => (
          <PlainMove key={kind} order={order} kind={kind} />
        ))}
      </div>
      {offered.includes("cancel") && (
        <button type="button" class="outlined late at-end" onClick={() => (page.value = "cancel")}>
          {t("sheet.cancel")}
        </button>
      )}
    </Sheet>
  );
}

/** One more move. One that cannot be taken back (hiding a name after the end) is asked about once. */
function PlainMove({ order, kind }: { order: OrderView; kind: SheetKind }) {
  const asked = useSignal(false);
  const forGood = kind === "hide-name" && undoOf({ kind }, order) === undefined;
  const go = async (): Promise<void> => {
    if (forGood && !asked.value) {
      asked.value = true;
      return;
    }
    asked.value = false;
    const made = await act(order, { kind });
    if (made && !["reprint", "call-again", "hide-name"].includes(kind)) close();
  };
  return (
    <button
      type="button"
      class={asked.value ? "filled late" : "outlined"}
      data-press
      disabled={sending.value.has(order.id)}
      onClick={() => void go()}
    >
      {asked.value ? t("sheet.hideReally") : t(`sheet.${kind}`)}
    </button>
  );
}

function Facts({ order }: { order: OrderView }) {
  return (
    <div class="facts">
      <CardWords order={order} />
      <p class="second">
        {t("sheet.state", {
          state: stateWords(order),
          age: clockFigure(ageMs(order, boothNow.value)),
        })}
      </p>
      <OrderMistake order={order} />
    </div>
  );
}

function isPlain(kind: MoveKind): kind is SheetKind {
  return !(ELSEWHERE as readonly MoveKind[]).includes(kind);
}
