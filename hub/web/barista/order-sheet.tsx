/** An order's sheet: all that is known of it, and the moves beside the main one. */

import { useSignal } from "@preact/signals";
import type { OrderView, SessionView } from "../api/types";
import { t } from "../messages/messages";
import { boothNow } from "../staff/live";
import { act, refusals, sending } from "./actions";
import { ageMs, clockFigure } from "./ages";
import { CancelForm } from "./cancel-form";
import { CardButton, CardWords } from "./card";
import { ChangeForm } from "./change-form";
import { isOwn } from "./columns";
import { type MoveKind, otherMoves } from "./moves";
import { close } from "./panel";
import { Sheet } from "./sheets";

type Plain = Extract<MoveKind, "release" | "recall" | "reprint">;

export function OrderSheet({ order, me }: { order: OrderView; me: SessionView }) {
  const page = useSignal<"order" | "cancel" | "change">("order");
  const own = isOwn(order, me.sessionId);
  const offered = otherMoves(order, own || me.role === "crew");
  const title = order.label ?? t(`order.${order.state}`);
  const back = (): void => {
    page.value = "order";
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
      {(order.state !== "making" || own) && <CardButton order={order} own={own} />}
      <div class="moves">
        {offered.filter(isPlain).map((kind) => (
          <button
            type="button"
            class="outlined"
            data-press
            disabled={sending.value.has(order.id)}
            onClick={() => void act(order, { kind }).then((made) => made && kind !== "reprint" && close())}
          >
            {t(`sheet.${kind}`)}
          </button>
        ))}
        {offered.includes("change") && (
          <button type="button" class="outlined" onClick={() => (page.value = "change")}>
            {t("sheet.change")}
          </button>
        )}
      </div>
      {offered.includes("cancel") && (
        <button type="button" class="outlined late at-end" onClick={() => (page.value = "cancel")}>
          {t("sheet.cancel")}
        </button>
      )}
    </Sheet>
  );
}

function Facts({ order }: { order: OrderView }) {
  const refusal = refusals.value.get(order.id);
  const maker = order.state === "making" ? order.barista?.name : undefined;
  return (
    <div class="facts">
      <CardWords order={order} />
      <p class="second">
        {t("sheet.state", {
          state: maker ? t("card.makes", { name: maker }) : t(`order.${order.state}`),
          age: clockFigure(ageMs(order, boothNow.value)),
        })}
      </p>
      {refusal !== undefined && <p class="mistake">{refusal}</p>}
    </div>
  );
}

function isPlain(kind: MoveKind): kind is Plain {
  return kind === "release" || kind === "recall" || kind === "reprint";
}
