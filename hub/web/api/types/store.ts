/**
 * The store: whether it takes orders, its settings, its look, the occasion it stands at, and what was
 * counted there. Mirrors `store.rs` of `crema-api` and what its answers and commands say of the store.
 */

import type { Menu } from "./menu";

export type StoreState = "closed" | "open" | "last_orders" | "paused";

export type PauseReason = "machine" | "milk";

/** Whether the booth takes orders. */
export interface Store {
  state: StoreState;
  /** One of the usual reasons of a pause, to be said in the reader's language. */
  because?: PauseReason;
  /** Words of the staff's own. */
  reason?: string;
  untilBoothMs?: number;
}

export type BoardNames = "first" | "initial" | "none";

/** Limits and windows that the crew may set; `…S` are seconds. */
export interface Settings {
  ordersInFlightMax: number;
  drinksPerCode: number;
  codeWindowS: number;
  /** 0 is no limit. */
  ordersPerCustomerDay: number;
  chooseS: number;
  baristaWaitS: number;
  collectS: number;
  /** Time since it was placed from which a card is amber, and red. */
  ageWarnS: number;
  ageLateS: number;
  boothLetter: string;
  boardNames: BoardNames;
}

/** One event at one place. Dates are `2026-11-24`. */
export interface Occasion {
  id: string;
  name: string;
  start?: string;
  end?: string;
}

export type Condition = "ok" | "paper_low" | "paper_out" | "cover_open" | "gone" | "fault";

export interface PrinterView {
  printer: string;
  condition: Condition;
}

/** A paired board. */
export interface BoardView {
  name: string | null;
  condition: "ok" | "gone";
}

/** What the booth looks like; colours are `#rrggbb`. */
export interface Branding {
  /** What the crew asked for. */
  colour: string | null;
  /** What takes the accent's place on light grounds: the colour, darkened until it can be read. */
  accent: string | null;
  /** The same for dark grounds, lightened. */
  accentDark: string | null;
  sponsors: string[];
  /** The logo's digest, by which `/assets/logo.png?v=` finds it. */
  logo: string | null;
}

/** A change of the branding; what is left out stays, an empty text takes away. */
export interface SetBranding {
  colour?: string;
  sponsors?: string[];
  /** A PNG as base64. */
  logoPng?: string;
}

/** What a page needs to know of the store. */
export interface StoreView {
  store: Store;
  settings: Settings;
  occasion: Occasion;
  branding?: Branding;
  inFlight: number;
  hasRoom: boolean;
  /** When the next code comes, while all drinks of the one before are taken. */
  nextCodeBoothMs?: number;
  drinksAhead: number;
  expectedWaitMin: number;
  drinksMade: number;
  printers: PrinterView[];
  boards?: BoardView[];
  /** Events that hub or printers came across and cannot read. */
  unreadable?: number;
  setAside: number;
  boothMs: number;
  seq: number;
}

/** A change of the store; what is left out stays. */
export interface SetStore {
  state?: StoreState;
  because?: PauseReason;
  reason?: string;
  pauseMin?: number;
  /** Only what is named is changed. */
  settings?: Partial<Settings>;
}

export interface StartOccasion {
  name: string;
  start?: string;
  end?: string;
  /** Left out, the menu stays. */
  menu?: Menu;
}

export interface Figures {
  /** `made`, `started`, `cancelled`, `drink:flat-white`, `hour:2026-11-24T14` (UTC), … */
  counts: Record<string, number>;
  /** Half of the drinks were ready within so many seconds; none before the first. */
  waitMedianS?: number | null;
  /** Nine of ten were. */
  waitP90S?: number | null;
  seq: number;
}

/** An occasion and what was counted in it. */
export interface OccasionView {
  occasion: Occasion;
  current: boolean;
  counts: Record<string, number>;
}

export interface Occasions {
  /** Newest first. */
  occasions: OccasionView[];
  seq: number;
}
