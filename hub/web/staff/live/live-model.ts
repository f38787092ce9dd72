/**
 * The live model of a staff page: loads the booth once, then follows the stream. Pages read the
 * signals; only this file writes them. How orders fold is in `fold.ts`.
 */

import { computed, signal } from "@preact/signals";
import { BoothClock } from "../../api/booth-clock";
import { Refused, get } from "../../api/client";
import { Stream } from "../../api/stream";
import type {
  ConfigChanged,
  Menu,
  MenuView,
  OrderView,
  Orders,
  StoreView,
  StreamMessage,
} from "../../api/types";
import { checkPairing, handleSignedOut } from "../session/session";
import { ENDED_KEPT_MAX, type OrderTable, ended, fold } from "./fold";

/** Events after which nothing known may be kept: names are gone, numbers begin again. */
const RELOAD_AFTER = ["Privacy.NamesErased", "ConfigService.OccasionStarted"];
/** Figures of the store are asked for at most this often, ms. */
const STORE_EVERY_MS = 700;
/** Pause before a load that failed is tried again, ms. */
const LOAD_AGAIN_MS = 1_500;

export const orders = signal<OrderTable>(new Map());
export const store = signal<StoreView | undefined>(undefined);
export const menu = signal<Menu>({ drinks: [] });
/** Whether the hub is within reach; `undefined` before the first word from it. */
export const link = signal<boolean | undefined>(undefined);
/** Booth time, ms, once a second: ages are counted from it. */
export const boothNow = signal(0);
/** Orders that the hub cannot read, as of the last load: they are in no list. */
export const hiddenOrders = signal(0);
export const loaded = computed(() => store.value !== undefined);
/** How often the booth was loaded whole; after each, earlier reads of the log may be another's. */
export const loads = signal(0);

const clock = new BoothClock();
const listeners = new Set<(message: StreamMessage) => void>();
let stream: Stream | undefined;
/** The order that stays in the table because someone looks at it. */
let pinned: string | undefined;
/** Counts loads, so that a slow one does not overwrite the one begun after it. */
let load = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
/** The place in the log that the menu is known from. */
let menuSeq = 0;
let storeAsked: ReturnType<typeof setTimeout> | undefined;

/** Calls `listener` with every message of the stream. Returns the function that ends it. */
export function listen(listener: (message: StreamMessage) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads the booth and follows it from there. */
export async function start(): Promise<void> {
  stop();
  const mine = ++load;
  ticking = setInterval(tick, 1_000);
  try {
    const [open, notices, collected, nowStore, nowMenu] = await Promise.all([
      get<Orders>("orders?state=started,queued,making,ready,uncollected"),
      get<Orders>("orders?state=given_up"),
      get<Orders>(`orders?state=collected&limit=${ENDED_KEPT_MAX}`),
      get<StoreView>("store"),
      get<MenuView>("menu"),
    ]);
    if (mine !== load) return;
    const over = collected.orders.slice(-ENDED_KEPT_MAX);
    orders.value = fold(new Map(), [...over, ...notices.orders, ...open.orders]);
    hiddenOrders.value = [collected, notices, open].reduce((sum, list) => sum + (list.unreadable ?? 0), 0);
    menuSeq = nowMenu.seq;
    menu.value = nowMenu.menu;
    store.value = nowStore;
    loads.value += 1;
    clock.set(nowStore.boothMs);
    tick();
    // From the oldest of the answers: events between them come twice and fold to the same.
    const after = Math.min(open.seq, notices.seq, collected.seq, nowStore.seq, nowMenu.seq);
    stream = new Stream("admin/*,config", after, {
      message: handleMessage,
      link: (up) => {
        link.value = up;
        clock.doubt();
        if (up) refreshStoreSoon();
        // A stream that ends may be one that this tablet may no longer have.
        else void checkPairing();
      },
      logReplaced: () => void start(),
    });
  } catch (cause) {
    if (mine !== load) return;
    if (cause instanceof Refused) handleSignedOut(cause);
    else link.value = false;
    setTimeout(() => {
      if (mine === load) void start();
    }, LOAD_AGAIN_MS);
  }
}

export function stop(): void {
  load += 1;
  stream?.close();
  stream = undefined;
  clearInterval(ticking);
}

/** An answer about an order, which may come before its event does. */
export function applyOrder(order: OrderView): void {
  advanceClock(order.boothMs);
  orders.value = fold(orders.value, [order], pinned);
}

/** Keeps an order in the table that someone looks at, however long it is over. */
export function pinOrder(order: OrderView): void {
  if (orders.value.has(order.id)) return;
  unpinOrder();
  pinned = order.id;
  orders.value = fold(orders.value, [order], pinned);
}

/** Drops the pinned order again, unless a press has opened it. */
export function unpinOrder(): void {
  const order = pinned === undefined ? undefined : orders.value.get(pinned);
  pinned = undefined;
  if (order === undefined || !ended(order)) return;
  const next = new Map(orders.value);
  next.delete(order.id);
  orders.value = next;
}

/** An answer about the store. */
export function applyStore(view: StoreView): void {
  if (store.value !== undefined && view.seq < store.value.seq) return;
  advanceClock(view.boothMs);
  replaceStore(view);
}

/** When a pause ends, each wait has been moved on by it, which no event about an order says. */
function replaceStore(next: StoreView): void {
  const ended = store.value?.store.state === "paused" && next.store.state !== "paused";
  store.value = next;
  if (ended) refreshQueued();
}

/** A menu as it was at a place in the log; one older than the known one is dropped. */
export function applyMenu({ menu: next, seq }: MenuView): void {
  if (seq < menuSeq) return;
  menuSeq = seq;
  menu.value = next;
}

function handleMessage(message: StreamMessage): void {
  if (RELOAD_AFTER.includes(message.type) || !tryApply(message)) void start();
  for (const listener of listeners) listener(message);
}

/** Applies a message. Returns whether that worked; if not, the booth is loaded whole. */
function tryApply(message: StreamMessage): boolean {
  if (message.unreadable === true) return false;
  try {
    applyMessage(message);
    return true;
  } catch (cause) {
    console.warn("cannot decode event", message.seq, message.type, cause);
    return false;
  }
}

/** Applies a message's orders, store and menu. */
function applyMessage(message: StreamMessage): void {
  if (message.order !== undefined) applyOrder(message.order);
  if (message.type === "ConfigService.ConfigChanged") applyConfig(message);
  refreshStoreSoon();
}

function applyConfig(message: StreamMessage): void {
  const { config } = message.detail as unknown as ConfigChanged;
  applyMenu({ menu: config.menu, seq: message.seq });
  const before = store.value;
  if (before === undefined || message.seq < before.seq) return;
  const { store: now, settings, occasion, branding = before.branding } = config;
  const changed = { store: now, settings, occasion, seq: message.seq };
  replaceStore({ ...before, ...changed, ...(branding && { branding }) });
}

/** Wait, room, printers and other figures of the store are in no event: they are asked for. */
function refreshStoreSoon(): void {
  if (storeAsked !== undefined) return;
  storeAsked = setTimeout(() => {
    storeAsked = undefined;
    get<StoreView>("store").then(applyStore, () => undefined);
  }, STORE_EVERY_MS);
}

/** The waiting orders as they are now; asked again if no answer comes, as long as this load is the last. */
function refreshQueued(): void {
  const mine = load;
  get<Orders>("orders?state=queued").then(
    (answer) => {
      if (mine === load) orders.value = fold(orders.value, answer.orders, pinned);
    },
    () => setTimeout(() => mine === load && refreshQueued(), LOAD_AGAIN_MS),
  );
}

function advanceClock(boothMs: number): void {
  clock.advance(boothMs);
  tick();
}

function tick(): void {
  boothNow.value = clock.now();
}
