/**
 * Calling an order off. It takes presses in different places: one at the sheet's end opened this, a
 * reason is chosen, and the button that does it is at the other end.
 */

import { useSignal } from "@preact/signals";
import type { CancelReason, OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { CANCEL_REASONS } from "../actions/moves";
import { act, sending } from "../actions/order-actions";
import { OrderMistake } from "../actions/order-mistake";
import { close } from "../panel/panel";

export function CancelForm({ order, keep }: { order: OrderView; keep: () => void }) {
  const reason = useSignal<CancelReason | undefined>(undefined);
  const label = order.label ?? "";
  const cancel = async (): Promise<void> => {
    if (reason.value !== undefined && (await act(order, { kind: "cancel", reason: reason.value }))) close();
  };
  return (
    <>
      <button
        type="button"
        class="filled late tall"
        data-press
        disabled={reason.value === undefined || sending.value.has(order.id)}
        onClick={() => void cancel()}
      >
        {sending.value.has(order.id) ? t("app.sending") : t("sheet.really", { label })}
      </button>
      <OrderMistake order={order} />
      <fieldset class="choices">
        <legend>{t("sheet.why", { label })}</legend>
        {CANCEL_REASONS.map((each) => (
          <label class="choice">
            <input
              type="radio"
              name="reason"
              checked={reason.value === each}
              onChange={() => (reason.value = each)}
            />
            {t(`reason.${each}`)}
          </label>
        ))}
      </fieldset>
      <button type="button" class="outlined at-end" onClick={keep}>
        {t("sheet.keep")}
      </button>
    </>
  );
}
