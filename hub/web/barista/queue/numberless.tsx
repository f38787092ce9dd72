/** An order that is placed and has no number yet: it tells, and cannot be pressed, until it has one. */

import type { OrderView } from "../../api/types";
import { t } from "../../messages/messages";
import { boothNow } from "../../staff/live/live-model";
import { ageMs, clockFigure } from "./ages";
import { CardWords } from "./card-words";

export function Numberless({ order }: { order: OrderView }) {
  return (
    <article class="card age-late quiet" data-order={order.id}>
      <div class="card-body">
        <span class="card-number">
          <b>–</b>
          <small class="age">{clockFigure(ageMs(order, boothNow.value))}</small>
        </span>
        <CardWords order={order} />
      </div>
      <p class="maker">{t("card.noNumber")}</p>
    </article>
  );
}
