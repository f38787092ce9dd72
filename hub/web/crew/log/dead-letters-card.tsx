/**
 * *Failed deliveries*: what failed, about which order and why; all tried again, one given up, or its
 * order stopped.
 */

import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { request } from "../../api/client";
import type { Count, DeadLetterView, OrderView } from "../../api/types";
import { type MessageKey, t } from "../../messages/messages";
import { drinkLineOf } from "../../staff/live/drink-line";
import { applyOrder, orders, store } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { type Saving, useSaving } from "../forms/saving";
import { DeadLetterList, type Failure, failures, orderOf, whyOf } from "./dead-letters";

/** Failures shown at once: the others come up as these go. */
const SHOWN_MAX = 6;

/** A question that is asked before it is done, at one line. */
interface Asked {
  seq: number;
  consumer: string;
  what: "discard" | "stop";
}

export function DeadLettersCard() {
  const list = useMemo(() => new DeadLetterList(), []);
  useSignalEffect(() => list.follow());
  const asked = useSignal<Asked | undefined>(undefined);
  const saving = useSaving();
  const total = list.now.value?.total ?? store.value?.deadLetters ?? 0;
  const all = failures(list.now.value?.deadLetters ?? []);
  // One redrive is a step of the hub's: it is asked for more until nothing moves on.
  const redrive = async (): Promise<void> => {
    let moved: Count | undefined;
    do moved = await saving.run((key) => request<Count>("POST", "redrive", { key }), "redrive");
    while (moved !== undefined && moved.count > 0);
    if (moved !== undefined) await list.redriven();
  };
  return (
    <Card title={t("log.deadLetters")} span={4}>
      <div class="save-line">
        <p class={total > 0 ? "bad-word" : "second"}>
          {total === 0 ? t("log.deadLettersNone") : t("log.deadLettersHint", { n: total })}
        </p>
        {total > 0 && (
          <button
            type="button"
            class="filled"
            disabled={saving.state.value === "busy"}
            onClick={() => void redrive()}
          >
            {t("log.redrive")}
          </button>
        )}
        <Redriven left={list.leftByRedrive.value} />
        <Mistake saving={saving} />
      </div>
      <ul class="lines">
        {all.slice(0, SHOWN_MAX).map((failure) => (
          <Line
            key={`${failure.letter.consumer} ${failure.letter.seq}`}
            failure={failure}
            asked={asked}
            saving={saving}
            changed={() => void list.load()}
          />
        ))}
        {all.length > SHOWN_MAX && <li class="second">{t("dead.more", { n: all.length - SHOWN_MAX })}</li>}
      </ul>
    </Card>
  );
}

/** How the last *Redrive* ended, while that is still so. */
function Redriven({ left }: { left: number | undefined }) {
  if (left === undefined) return null;
  if (left === 0) {
    return (
      <span class="well" role="status">
        {t("log.redriven")}
      </span>
    );
  }
  return (
    <span class="mistake" role="alert">
      {t("log.redrivenInVain", { n: left })}
    </span>
  );
}

interface LineProps {
  failure: Failure;
  asked: Signal<Asked | undefined>;
  saving: Saving;
  changed(): void;
}

function Line({ failure: { letter, waiting }, asked, saving, changed }: LineProps) {
  const { consumer, seq } = letter;
  const order = orderOf(letter);
  const question = asked.value?.seq === seq && asked.value.consumer === consumer ? asked.value : undefined;
  const ask = (what: Asked["what"]) => (): void => {
    asked.value = { seq, consumer, what };
  };
  const busy = saving.state.value === "busy";
  const go = async (): Promise<void> => {
    if (question?.what === "stop" && order !== undefined) await stop(saving, order);
    else await discard(saving, letter);
    asked.value = undefined;
    changed();
  };
  return (
    <li class="letter">
      <span>
        <b>{subjectOf(letter)}</b> {whatOf(letter)}
        <small>
          {t(whyOf(letter))} {waiting > 0 && t("dead.waiting", { n: waiting })}
        </small>
        {letter.reason !== undefined && <small class="code">{letter.reason}</small>}
      </span>
      {question === undefined ? (
        <span class="letter-buttons">
          {order !== undefined && orders.value.has(order) && (
            <button type="button" class="outlined late" disabled={busy} onClick={ask("stop")}>
              {t("dead.stop")}
            </button>
          )}
          <button type="button" class="outlined" disabled={busy} onClick={ask("discard")}>
            {t("dead.discard")}
          </button>
        </span>
      ) : (
        <div class="ask" role="alert">
          <p>{t(question.what === "stop" ? "dead.stopEffect" : "dead.discardEffect")}</p>
          <span class="letter-buttons">
            <button type="button" class="filled late" disabled={busy} onClick={() => void go()}>
              {t(question.what === "stop" ? "dead.stopReally" : "dead.discardReally")}
            </button>
            <button
              type="button"
              class="outlined"
              disabled={busy}
              onClick={() => {
                asked.value = undefined;
              }}
            >
              {t("dead.keep")}
            </button>
          </span>
        </div>
      )}
    </li>
  );
}

async function discard(saving: Saving, { consumer, seq }: DeadLetterView): Promise<void> {
  const path = `dead-letters/${encodeURIComponent(consumer)}/${seq}/discard`;
  await saving.run((key) => request<Count>("POST", path, { key }), path);
}

async function stop(saving: Saving, order: string): Promise<void> {
  const path = `orders/${order}/stop`;
  const stopped = await saving.run((key) => request<OrderView>("POST", path, { key, body: {} }), path);
  if (stopped !== undefined) applyOrder(stopped);
}

/** What it is about: an order by its number or else its drink, a printer by its name. */
function subjectOf(letter: DeadLetterView): string {
  const { key, label } = letter;
  if (label !== undefined) return `${label}:`;
  const [kind, ...name] = (key ?? "").split(":");
  if (kind === "order") {
    const drink = orders.value.get(orderOf(letter) ?? "")?.drink;
    return drink ? t("dead.drinkWithoutNumber", { drink: drinkLineOf(drink) }) : t("dead.orderWithoutNumber");
  }
  if (kind === "session") return t("dead.session");
  return kind === "printer" ? `${name.join(":")}:` : t("dead.booth");
}

/** The services that have a word for their work. */
const WORK: Readonly<Record<string, MessageKey>> = {
  access: "work.access",
  config: "work.config",
  counting: "work.counting",
  devices: "work.devices",
  journey: "work.journey",
  metrics: "work.metrics",
  order_manager: "work.orderManager",
  order_processor: "work.orderProcessor",
  privacy: "work.privacy",
  validator: "work.validator",
};

/** What was not done, by whom, and at which event. */
function whatOf({ consumer, detailType, timer, seq }: DeadLetterView): string {
  const work = WORK[consumer];
  const who = work === undefined ? consumer : `${t(work)} (${consumer})`;
  if (timer !== undefined) return t("dead.timer", { who, timer });
  return t("dead.event", { who, event: detailType ?? t("dead.someEvent"), seq });
}
