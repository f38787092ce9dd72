/**
 * What presses set in motion: moves of orders and of the store, what is on its way, what was
 * refused or given back, and the undo bar's offer. Components read the signals and call `act`,
 * `actOnBatch` and `setStore`; how a press is kept and sent is in `staff/press/press.ts`.
 */

import { signal } from "@preact/signals";
import { request } from "../../api/client";
import type { Count, OrderView, Orders, SetStore, StoreState, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { store, took, tookOrder } from "../../staff/live/live-model";
import { type Ended, press } from "../../staff/press/press";
import { noticed } from "../../staff/session/session";
import { refusalWords } from "../../staff/words/refusal-words";
import { type Move, requestOf, undoOf } from "./moves";

/** How long an undo is offered, s. */
export const UNDO_S = 10;
/** How long a refusal stands at its card, ms; a touch of the card takes it away sooner. */
const REFUSAL_MS = 15_000;

/** What stands in the undo bar. */
export interface Offer {
  text: string;
  /** Begins to take it back; gives whether it could, or is to be offered on. */
  undo?: () => boolean;
  /** Steady ms at which it goes. */
  untilMs: number;
}

/**
 * A press that came to nothing and has no card to say so at: shown until it was read, or until a
 * later press about the same came through.
 */
export interface GivenBack {
  text: string;
  /** The order's id; none for a press about the booth. */
  about?: string;
}

type ById<T> = ReadonlyMap<string, T>;
type StoreSetting = SetStore & { state: StoreState };

/** Orders with a press on its way. */
export const sending = signal<ById<Move>>(new Map());
/** What the hub said no to, by order. */
export const refusals = signal<ById<string>>(new Map());
/** When each of them goes. */
const fading = new Map<string, ReturnType<typeof setTimeout>>();
export const givenBack = signal<readonly GivenBack[]>([]);
export const offer = signal<Offer | undefined>(undefined);
/** The state that the store was asked to take, until the hub has answered. */
export const storePending = signal<StoreState | undefined>(undefined);
/** What the hub said no to about the store. */
export const storeRefusal = signal<string | undefined>(undefined);

/** Makes a move with an order; gives whether it was made. */
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
  if (!settled(ended, t("press.givenBackStore"))) return;
  const mine = new Set(body.orderIds);
  for (const order of ended.answer.orders) if (mine.has(order.id)) tookOrder(order);
  for (const { id } of batch) heardAfterAll(id);
  propose(t("done.batch", { n: batch.length }), undoingAll(batch, { kind: "release" }));
}

/** Gives everything that this tablet is making to another; gives whether it was done. */
export async function handOver(
  making: readonly OrderView[],
  to: { sessionId: string; name: string | null },
): Promise<boolean> {
  const body = { to: to.sessionId };
  const ended = await press((key, halt) =>
    request<Count>("POST", "sessions/me/hand-over", { body, key, signal: halt }),
  );
  if (!settled(ended, t("press.givenBackStore"))) return false;
  const words = { n: ended.answer.count, name: to.name ?? t("card.someone") };
  propose(t("done.handOver", words), undoingAll(making, { kind: "undo" }));
  return true;
}

/** What is said of a press that has no card; gives whether it was done. */
export function settled<T>(ended: Ended<T>, lost: string): ended is { how: "done"; answer: T } {
  if (ended.how === "refused" && !noticed(ended.refused)) giveBack(refusalWords(ended.refused));
  if (ended.how === "given-back") giveBack(lost);
  if (ended.how === "done") heardAfterAll(undefined);
  return ended.how === "done";
}

/** Asks the store to change its state, unless it is about to. */
export async function setStore(change: StoreSetting): Promise<void> {
  if (storePending.value !== undefined) return;
  const before = store.value && settingOf(store.value);
  storePending.value = change.state;
  storeRefusal.value = undefined;
  const ended = await press((key, halt) =>
    request<StoreView>("PUT", "store", { body: change, key, signal: halt }),
  );
  storePending.value = undefined;
  if (ended.how === "refused" && ended.refused.word !== "not-signed-in") {
    storeRefusal.value = refusalWords(ended.refused);
    return;
  }
  if (!settled(ended, t("press.givenBackStore"))) return;
  took(ended.answer);
  const undo = before !== undefined && before.state !== change.state ? undoingStore(before) : undefined;
  propose(t("done.store", { state: t(`state.${change.state}`) }), undo);
}

function undoingStore(before: StoreSetting): () => boolean {
  return () => {
    if (storePending.value !== undefined) return false;
    void setStore(before);
    return true;
  };
}

/** What one would ask for to have the store as it is; a pause for what is left of it. */
function settingOf({ store: { state, reason, because, untilBoothMs }, boothMs }: StoreView): StoreSetting {
  if (state !== "paused") return { state };
  const pauseMin = Math.max(1, Math.ceil(((untilBoothMs ?? boothMs) - boothMs) / 60_000));
  return { state, pauseMin, ...(reason !== undefined && { reason }), ...(because && { because }) };
}

export function withdrawOffer(): void {
  offer.value = undefined;
}

/** Takes the last thing back, as long as that is offered; the offer stays if it cannot be just now. */
export function undoLast(): void {
  if (offer.value?.undo?.()) withdrawOffer();
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
    for (const order of orders) void answered(order.id).then(() => act(order, back));
    return true;
  };
}

/** Resolves once no press about the order is on its way. */
function answered(orderId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = sending.subscribe((onTheWay) => {
      if (onTheWay.has(orderId)) return;
      resolve();
      // Not before `subscribe` has given what stops it.
      queueMicrotask(() => stop());
    });
  });
}

export function readGivenBack(): void {
  givenBack.value = [];
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
  settle(order, ended);
  return ended.how === "done";
}

function settle(order: OrderView, ended: Ended<OrderView>): void {
  switch (ended.how) {
    case "done":
      tookOrder(ended.answer);
      heardAfterAll(order.id);
      break;
    case "refused":
      if (!noticed(ended.refused)) refuse(order.id, refusalWords(ended.refused));
      break;
    case "given-back":
      giveBack(t("press.givenBack", labels(order)), order.id);
  }
}

/** Says a refusal at the order's card, for as long as the last one about it is new. */
function refuse(orderId: string, words: string): void {
  dismissRefusal(orderId);
  refusals.value = new Map(refusals.value).set(orderId, words);
  fading.set(
    orderId,
    setTimeout(() => dismissRefusal(orderId), REFUSAL_MS),
  );
}

function giveBack(text: string, about?: string): void {
  const others = givenBack.value.filter((other) => other.text !== text);
  givenBack.value = [...others, { text, ...(about !== undefined && { about }) }];
}

/** A press about it came through: what an earlier one came to is no news any more. */
function heardAfterAll(about: string | undefined): void {
  if (givenBack.value.some((each) => each.about === about)) {
    givenBack.value = givenBack.value.filter((each) => each.about !== about);
  }
}

/**
 * Says what was done, and how to take it back where that can be done; `undo` gives whether it has
 * begun.
 */
export function propose(text: string, undo?: () => boolean): void {
  offer.value = { text, ...(undo && { undo }), untilMs: performance.now() + UNDO_S * 1_000 };
}

function labels(order: OrderView): { label: string } {
  return { label: order.label ?? "" };
}

function without<T>(map: ById<T>, id: string): ById<T> {
  const next = new Map(map);
  next.delete(id);
  return next;
}
