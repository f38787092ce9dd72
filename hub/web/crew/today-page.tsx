/** *Today*: the booth in figures, what is open, and what is in trouble. */

import { signal, useSignalEffect } from "@preact/signals";
import { get } from "../api/client";
import type { Figures, OrderView, PrinterView, StoreView } from "../api/types";
import { language, t } from "../messages/messages";
import { drinkLine, drinkWords, named } from "../staff/drink-words";
import { menu, orders, store } from "../staff/live";
import { about, events, timeOf } from "./events";
import { Card, Figure } from "./parts";
import { Plot } from "./plot";

/** Events shown on this page. */
const EVENTS_SHOWN = 6;
/** Open orders shown on this page. */
const OPEN_SHOWN = 6;

const figures = signal<Readonly<Record<string, number>>>({});

export function TodayPage() {
  useSignalEffect(() => {
    // Counted anew whenever the store's own figures have moved.
    if (store.value === undefined) return;
    get<Figures>("figures").then(
      ({ counts }) => (figures.value = counts),
      () => undefined,
    );
  });
  const view = store.value;
  if (view === undefined) return null;
  return (
    <div class="grid">
      <FigureCards view={view} />
      <Card title={t("today.byDrink")} span={2}>
        <DrinksPlot />
      </Card>
      <Card title={t("today.trouble")} span={2}>
        <Trouble view={view} />
      </Card>
      <Card title={t("today.open")} span={2}>
        <OpenOrders />
      </Card>
      <Card title={t("today.events")} span={2}>
        <LastEvents />
      </Card>
    </div>
  );
}

function FigureCards({ view }: { view: StoreView }) {
  const count = (name: string): number => figures.value[name] ?? 0;
  const [cancelled, timedOut] = [count("cancelled"), count("timed_out")];
  return (
    <>
      <Figure
        title={t("today.drinks")}
        figure={String(view.drinksMade)}
        more={t("today.started", { n: count("started") })}
      />
      <Figure
        title={t("today.wait")}
        figure={t("today.min", { n: view.expectedWaitMin })}
        more={t("today.ahead", { n: view.drinksAhead })}
      />
      <Figure
        title={t("today.queue")}
        figure={t("today.of", { n: view.inFlight, max: view.settings.ordersInFlightMax })}
        more={view.hasRoom ? t("today.room") : t("today.full")}
      />
      <Figure
        title={t("today.early")}
        figure={String(cancelled + timedOut)}
        more={t("today.earlyParts", { cancelled, timedOut })}
      />
    </>
  );
}

function DrinksPlot() {
  const bars = Object.entries(figures.value)
    .filter(([name]) => name.startsWith("drink:"))
    .map(([name, value]) => ({ label: drinkName(name.slice("drink:".length)), value }))
    .sort((a, b) => b.value - a.value);
  if (bars.length === 0) return <p class="second">{t("today.byDrinkNone")}</p>;
  return <Plot bars={bars} />;
}

function drinkName(id: string): string {
  const drink = menu.value.drinks.find((each) => each.id === id);
  return drink === undefined ? id : named(drink, language.value);
}

function OpenOrders() {
  const states: OrderView["state"][] = ["queued", "making", "ready"];
  const open = [...orders.value.values()]
    .filter((order) => states.includes(order.state))
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  if (open.length === 0) return <p class="second">{t("app.none")}</p>;
  return (
    <ul class="lines">
      {open.slice(0, OPEN_SHOWN).map((order) => (
        <li key={order.id}>
          <span>
            <b>{order.label}</b>{" "}
            {order.drink && drinkLine(drinkWords(order.drink, menu.value, language.value), language.value)}
          </span>
          <span class={order.state === "ready" ? "state well" : "state"}>{t(`order.${order.state}`)}</span>
        </li>
      ))}
      {open.length > OPEN_SHOWN && <li class="second">+ {open.length - OPEN_SHOWN}</li>}
    </ul>
  );
}

function Trouble({ view }: { view: StoreView }) {
  return (
    <ul class="lines">
      {view.setAside > 0 && (
        <li>
          <a href="#log">{t("today.asideTrouble", { n: view.setAside })}</a>
          <span class="state bad">! {t("log.aside")}</span>
        </li>
      )}
      {view.printers.map((printer) => (
        <PrinterLine key={printer.printer} printer={printer} />
      ))}
      {view.printers.length === 0 && view.setAside === 0 && <li class="second">{t("today.noTrouble")}</li>}
    </ul>
  );
}

export function PrinterLine({ printer }: { printer: PrinterView }) {
  const well = printer.condition === "ok";
  return (
    <li>
      <b>{printer.printer}</b>
      <span class={well ? "state well" : "state bad"}>
        {well ? "✓" : "!"} {t(`printer.${printer.condition}`)}
      </span>
    </li>
  );
}

function LastEvents() {
  return (
    <ol class="log">
      {events.value
        .slice(-EVENTS_SHOWN)
        .reverse()
        .map((event) => (
          <li key={event.seq}>
            <time>{timeOf(event, language.value)}</time> <b>{event["detail-type"]}</b> {about(event)}
          </li>
        ))}
    </ol>
  );
}
