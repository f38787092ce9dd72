/** *Today*: trouble when there is any, the booth in figures, open orders, devices. */

import type { CardView, Figures, OrderView, StoreView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { devices } from "../../staff/live/devices";
import { hiddenOrders, orders, store } from "../../staff/live/live-model";
import { away, roster } from "../../staff/live/roster";
import { drinkLabel } from "../figures/drink-names";
import { bestHour, byDrink, byHour, endedEarly, minutes } from "../figures/figures";
import { hourWord } from "../figures/figures-sheet";
import { Columns, Plot } from "../figures/plot";
import { useFigures } from "../figures/use-figures";
import { Card, Figure } from "../forms/card";
import { about, timeOf, wholeLog } from "../log/event-feed";
import { DeviceLine } from "../printers/device-line";
import { OrderLines, openOrders } from "./order-lines";
import { troubleOf } from "./trouble";

/** Events shown on this page. */
const EVENTS_SHOWN = 6;
/** Open orders shown on this page. */
const OPEN_SHOWN = 6;

export function TodayPage() {
  const figures = useFigures();
  const view = store.value;
  if (view === undefined) return null;
  return (
    <div class="grid">
      <TroubleCard view={view} />
      <FigureCards view={view} figures={figures} />
      <Card title={t("today.byHour")} span={2}>
        <HoursPlot counts={figures.counts} />
      </Card>
      <Card title={t("today.byDrink")} span={2}>
        <DrinksPlot counts={figures.counts} />
      </Card>
      <Card title={t("today.open")} span={2}>
        <OpenOrders />
      </Card>
      <Card title={t("printers.title")} span={2}>
        <Devices view={view} />
      </Card>
      <Card title={t("today.events")} span={4}>
        <LastEvents />
      </Card>
    </div>
  );
}

function FigureCards({ view, figures }: { view: StoreView; figures: Figures }) {
  const { counts, waitMedianS, waitP90S } = figures;
  const early = endedEarly(counts);
  const best = bestHour(counts);
  return (
    <div class="figures">
      <Figure
        title={t("today.drinks")}
        figure={String(view.drinksMade)}
        more={best === 0 ? t("today.byDrinkNone") : t("today.bestHour", { n: best })}
      />
      <Figure
        title={t("today.waited")}
        figure={typeof waitMedianS === "number" ? minutes(waitMedianS) : "–"}
        more={
          typeof waitP90S === "number"
            ? t("today.p90", { p90: minutes(waitP90S), now: view.expectedWaitMin })
            : t("today.waitNow", { n: view.expectedWaitMin })
        }
      />
      <Figure
        title={t("today.queue")}
        figure={t("today.of", { n: view.inFlight, max: view.settings.ordersInFlightMax })}
        more={roomWords(view)}
      />
      <Figure
        title={t("today.early")}
        figure={String(early.cancelled + early.timedOut + early.refused)}
        more={t("today.earlyParts", early)}
      />
    </div>
  );
}

/** Whether one more order would be taken now. */
function roomWords({ store: { state }, hasRoom }: StoreView): string {
  if (state !== "open") return t("today.shut", { state: t(`state.${state}`) });
  return hasRoom ? t("today.room") : t("today.full");
}

function HoursPlot({ counts }: Pick<Figures, "counts">) {
  const bars = byHour(counts, hourWord);
  return bars.length === 0 ? <p class="second">{t("today.byDrinkNone")}</p> : <Columns bars={bars} />;
}

function DrinksPlot({ counts }: Pick<Figures, "counts">) {
  const bars = byDrink(counts, drinkLabel);
  return bars.length === 0 ? <p class="second">{t("today.byDrinkNone")}</p> : <Plot bars={bars} />;
}

function OpenOrders() {
  const open = openOrders();
  if (open.length === 0) return <p class="second">{t("app.none")}</p>;
  return (
    <OrderLines shown={open.slice(0, OPEN_SHOWN)}>
      {open.length > OPEN_SHOWN && <li class="second">+ {open.length - OPEN_SHOWN}</li>}
    </OrderLines>
  );
}

/** Trouble comes first, before any figure; without any it takes no room. */
function TroubleCard({ view }: { view: StoreView }) {
  const {
    card,
    deadLetters,
    givenUp,
    devices,
    unreadable,
    hiddenOrders: hidden,
    gone,
    uncollected,
    none,
  } = troubleOf(view, {
    orders: orders.value.values(),
    roster: roster.value,
    away: away.value,
    hiddenOrders: hiddenOrders.value,
  });
  if (none) return null;
  return (
    <Card title={t("today.trouble")} span={4} look="trouble">
      <ul class="lines">
        {card && (
          <li>
            <span>{cardWords(card)}</span>
            <span class="state bad">! {t("today.card")}</span>
          </li>
        )}
        {deadLetters > 0 && (
          <li>
            <a href="#log">{t("today.deadLetters", { n: deadLetters })}</a>
            <span class="state bad">! {t("log.deadLetters")}</span>
          </li>
        )}
        {givenUp.length > 0 && (
          <li>
            <span>{t("today.givenUpTrouble", { labels: labelsOf(givenUp) })}</span>
            <span class="state bad">! {t("today.givenUp")}</span>
          </li>
        )}
        {devices.map((device, index) => (
          <DeviceLine key={`${device.kind} ${device.name} ${index}`} device={device} />
        ))}
        {unreadable > 0 && (
          <li>
            <a href="#log">{t("today.unreadableTrouble", { n: unreadable })}</a>
            <span class="state bad">! {t("today.unreadable")}</span>
          </li>
        )}
        {hidden > 0 && (
          <li>
            <span>{t("today.hiddenOrders", { n: hidden })}</span>
            <span class="state bad">! {t("today.unreadable")}</span>
          </li>
        )}
        {gone.map(({ sessionId, name }) => (
          <li key={sessionId}>
            <b>{name ?? t("card.someone")}</b>
            <span class="state bad">! {t("people.away")}</span>
          </li>
        ))}
        {uncollected.length > 0 && (
          <li>
            <span>{t("column.uncollected", { labels: labelsOf(uncollected) })}</span>
            <span class="state">{uncollected.length}</span>
          </li>
        )}
      </ul>
    </Card>
  );
}

function cardWords({ state, damage = "", missingMib = 0 }: CardView): string {
  switch (state) {
    case "damaged":
      return t("today.cardDamaged", { damage });
    case "full":
      return t("today.cardFull", { mib: missingMib });
    case "nearly-full":
      return t("today.cardNearlyFull", { mib: missingMib });
    default:
      return t("today.cardUnwritable");
  }
}

function labelsOf(shown: readonly OrderView[]): string {
  return shown.map((order) => order.label).join(", ");
}

function Devices({ view }: { view: StoreView }) {
  const shown = devices(view);
  if (shown.length === 0) return <p class="second">{t("printers.none")}</p>;
  return (
    <ul class="lines">
      {shown.map((device, index) => (
        <DeviceLine key={`${device.kind} ${device.name} ${index}`} device={device} />
      ))}
    </ul>
  );
}

function LastEvents() {
  return (
    <>
      {wholeLog.cutOff.value && (
        <p class="bad-word" role="status">
          {t("today.logCutOff")}
        </p>
      )}
      <ol class="log">
        {wholeLog.events.value
          .slice(-EVENTS_SHOWN)
          .reverse()
          .map((event) => (
            <li key={event.seq}>
              <time>{timeOf(event, language.value)}</time> <b>{event["detail-type"]}</b> {about(event)}
            </li>
          ))}
      </ol>
    </>
  );
}
