/**
 * *End of day*: one step after the other, each with the rest of the work. Last orders; drinks still
 * to be made or fetched; the end itself; the report; names erased; safe to unplug.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { request } from "../../api/client";
import type { Count, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore, store } from "../../staff/live/live-model";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { dayEnd } from "./day-end";
import { DayReport } from "./day-report";
import { type DayStep, dayStep } from "./day-step";
import { OrderLines, ordersIn } from "./order-lines";

export function EndPage() {
  const view = store.value;
  if (view === undefined) return null;
  const end = dayEnd();
  const over = end?.occasion === view.occasion.id && view.store.state === "closed";
  const at = dayStep(view, over);
  return (
    <div class="grid">
      <ol class="day span-4">
        <Step n={1} step="lastOrders" at={at} title={t("end.lastOrders")}>
          <LastOrders view={view} />
        </Step>
        <Step n={2} step="left" at={at} title={t("end.left")}>
          <Left view={view} />
        </Step>
        <Step n={3} step="end" at={at} title={t("end.end")}>
          <End />
        </Step>
        <Step n={4} step="over" at={at} title={t("end.over")}>
          <Over namesErased={end?.namesErased ?? false} />
        </Step>
      </ol>
      <DayReport over={over} uncollected={end?.uncollected} />
    </div>
  );
}

interface StepProps {
  n: number;
  step: DayStep;
  at: DayStep;
  title: string;
  children: ComponentChildren;
}

const STEPS: readonly DayStep[] = ["lastOrders", "left", "end", "over"];

/** One step: done, now, or later. Only the present one shows what to do. */
function Step({ n, step, at, title, children }: StepProps) {
  const order = STEPS.indexOf(step) - STEPS.indexOf(at);
  const state = order < 0 ? "done" : order === 0 ? "now" : "later";
  return (
    <li class={`tile day-step ${state}`} aria-current={state === "now" ? "step" : undefined}>
      <h2>
        <i>{state === "done" ? "✓" : n}</i>
        {title}
      </h2>
      {state === "now" && children}
    </li>
  );
}

function LastOrders({ view }: { view: StoreView }) {
  const saving = useSaving();
  const go = async (): Promise<void> => {
    const body = { state: "last_orders" };
    const answer = await saving.run((key) => request<StoreView>("PUT", "store", { body, key }));
    if (answer !== undefined) applyStore(answer);
  };
  return (
    <div class="save-line">
      <p>{view.inFlight === 0 ? t("store.effectNone") : t("end.lastOrdersHint", { n: view.inFlight })}</p>
      <button type="button" class="filled" disabled={saving.state.value === "busy"} onClick={() => void go()}>
        {t("bar.lastOrders")}
      </button>
      <Mistake saving={saving} />
    </div>
  );
}

/** Drinks that are still to be made, and the ways to get done with them. */
function Left({ view }: { view: StoreView }) {
  const inFlight = ordersIn("started", "queued", "making");
  return (
    <>
      <p>{t("end.leftHint", { n: view.inFlight })}</p>
      <OrderLines shown={inFlight} />
      <div class="save-line">
        <a class="filled link" href="/barista">
          {t("nav.tablet")}
        </a>
        <a class="outlined link" href="#store">
          {t("end.cancelRest")}
        </a>
      </div>
    </>
  );
}

function End() {
  const asked = useSignal(false);
  const saving = useSaving();
  const ready = ordersIn("ready");
  const go = async (): Promise<void> => {
    await saving.run((key) => request<Count>("POST", "store/end-day", { key }));
    asked.value = false;
  };
  const press = (): void => {
    if (asked.value) void go();
    else asked.value = true;
  };
  return (
    <>
      <p>{ready.length === 0 ? t("end.effectNone") : t("end.effect", { n: ready.length })}</p>
      <OrderLines shown={ready} />
      <div class="save-line">
        {asked.value && (
          <button type="button" class="outlined" onClick={() => (asked.value = false)}>
            {t("app.back")}
          </button>
        )}
        <button
          type="button"
          class="filled"
          // Done, the log is about to say so, and the next step comes.
          disabled={saving.state.value === "busy" || saving.state.value === "done"}
          onClick={press}
        >
          {asked.value ? t("end.really") : t("end.go")}
        </button>
        <Mistake saving={saving} />
      </div>
    </>
  );
}

function Over({ namesErased }: { namesErased: boolean }) {
  return (
    <>
      <p class={namesErased ? "well" : "second"}>
        {namesErased ? t("end.namesErased") : t("end.namesErasing")}
      </p>
      {namesErased && <p class="safe">{t("end.safe")}</p>}
    </>
  );
}
