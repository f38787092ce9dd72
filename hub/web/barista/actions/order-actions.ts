/**
 * Moves with orders, as presses set them in motion: which are on their way, and what the hub refused.
 * Components read the signals and call `act`, `actOnBatch` and `handOver`; how a press is kept and
 * sent is in `staff/press/press.ts`.
 */

import { signal } from "@preact/signals";
import { request } from "../../api/client";
import type { Count, OrderView, Orders } from "../../api/types";
import { t } from "../../messages/messages";
import { applyOrder } from "../../staff/live/live-model";
import { type Ended, press } from "../../staff/press/press";
import { forgetSession, isSignedOut } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";
import { type Move, requestOf, undoOf } from "./moves";
import { addNotice, clearNotices, reportFailure } from "./press-notices";
import { propose } from "./undo-offer";

/** How long a refusal is shown at its card, ms; a touch of the card takes it away sooner. */
const REFUSAL_MS = 15_000;

type ById<T> = ReadonlyMap<string, T>;

/** Orders with a press on its way. */
export const sending = signal<ById<Move>>(new Map());
/** The hub's refusals, by order. */
export const refusals = signal<ById<string>>(new Map());
/** When each of them goes. */
const fading = new Map<string, ReturnType<typeof setTimeout>>();

/** Makes a move with an order. Returns whether it was made. */
export async function act(order: OrderView, move: Move): Promise<boolean> {
  const made = await send(order, move);
  if (made) {
    const back = undoOf(move, order);
    propose(t(`done.${move.kind}`, labels(order)), back && undoing(order, back));
  }
  return made;
}

/** Claims several orders in one press, all or none; one undo lets them all go. */
export async function actOnBatch(batch: readonly OrderView[]): Promise<void> {
  if (batch.some((order) => sending.value.has(order.id))) return;
  const claims = batch.map((order) => [order.id, { kind: "claim" }] as const);
  sending.value = new Map<string, Move>([...sending.value, ...claims]);
  const body = { orderIds: batch.map((order) => order.id) };
  const ended = await press((key, halt) =>
    request<Orders>("POST", "orders/claim-several", { body, key, signal: halt }),
  );
  sending.value = batch.reduce((left, order) => without(left, order.id), sending.value);
  if (ended.how !== "done") return reportFailure(ended);
  clearNotices();
  const mine = new Set(body.orderIds);
  for (const order of ended.answer.orders) if (mine.has(order.id)) applyOrder(order);
  for (const { id } of batch) clearNotices(id);
  propose(t("done.batch", { n: batch.length }), undoingAll(batch, { kind: "release" }));
}

/** Hands everything that this tablet is making to another. Returns whether it was done. */
export async function handOver(
  making: readonly OrderView[],
  to: { sessionId: string; name: string | null },
): Promise<boolean> {
  const body = { to: to.sessionId };
  const ended = await press((key, halt) =>
    request<Count>("POST", "sessions/me/hand-over", { body, key, signal: halt }),
  );
  if (ended.how !== "done") {
    reportFailure(ended);
    return false;
  }
  clearNotices();
  const words = { n: ended.answer.count, name: to.name ?? t("card.someone") };
  propose(t("done.handOver", words), undoingAll(making, { kind: "undo" }));
  return true;
}

/** An undo by a move with the order, which waits while another press about it is on its way. */
export function undoing(order: OrderView, back: Move): () => boolean {
  return () => {
    if (sending.value.has(order.id)) return false;
    void act(order, back);
    return true;
  };
}

/** The same for several: those with a press on its way follow once that was answered. */
function undoingAll(orders: readonly OrderView[], back: Move): () => boolean {
  return () => {
    for (const order of orders) void whenAnswered(order.id).then(() => act(order, back));
    return true;
  };
}

/** Resolves once no press about the order is on its way. */
function whenAnswered(orderId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = sending.subscribe((onTheWay) => {
      if (onTheWay.has(orderId)) return;
      resolve();
      // Not before `subscribe` has returned the function that stops it.
      queueMicrotask(() => stop());
    });
  });
}

export function dismissRefusal(orderId: string): void {
  clearTimeout(fading.get(orderId));
  fading.delete(orderId);
  if (refusals.value.has(orderId)) refusals.value = without(refusals.value, orderId);
}

async function send(order: OrderView, move: Move): Promise<boolean> {
  if (sending.value.has(order.id)) return false;
  dismissRefusal(order.id);
  sending.value = new Map(sending.value).set(order.id, move);
  const { method, path, body } = requestOf(order, move);
  const ended = await press((key, halt) => request<OrderView>(method, path, { body, key, signal: halt }));
  sending.value = without(sending.value, order.id);
  applyOutcome(order, ended);
  return ended.how === "done";
}

function applyOutcome(order: OrderView, ended: Ended<OrderView>): void {
  switch (ended.how) {
    case "done":
      applyOrder(ended.answer);
      clearNotices(order.id);
      break;
    case "refused":
      if (isSignedOut(ended.refused)) forgetSession();
      else showRefusal(order.id, refusalWords(ended.refused));
      break;
    case "given-back":
      addNotice(t("press.givenBack", labels(order)), order.id);
  }
}

/** Shows a refusal at the order's card, for as long as the last one about it is new. */
function showRefusal(orderId: string, words: string): void {
  dismissRefusal(orderId);
  refusals.value = new Map(refusals.value).set(orderId, words);
  fading.set(
    orderId,
    setTimeout(() => dismissRefusal(orderId), REFUSAL_MS),
  );
}

function labels(order: OrderView): { label: string } {
  return { label: order.label ?? "" };
}

function without<T>(map: ById<T>, id: string): ById<T> {
  const next = new Map(map);
  next.delete(id);
  return next;
}
