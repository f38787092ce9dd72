/**
 * The hub's vocabulary as TypeScript: what its HTTP API takes and answers. It mirrors the crate
 * `crema-api` field by field (`answers.rs`, `commands.rs`, `menu.rs`, `order.rs`, `store.rs`,
 * `problem.rs`), which is the contract; nothing here is decided, and nothing else lives here.
 *
 * Moments named `…BoothMs` are ms of booth time, which counts only while the hub runs.
 */

/** Where an order stands. */
export type OrderState =
  | "started"
  | "queued"
  | "making"
  | "ready"
  | "collected"
  | "uncollected"
  | "cancelled"
  | "timed_out"
  | "refused";

/** Why staff cancel. */
export type CancelReason = "customer" | "sold_out" | "machine" | "duplicate" | "closing" | "other";

/** One modifier and what was taken of it. */
export interface Choice {
  modifier: string;
  option: string;
  /** Whether it is what one gets without choosing. */
  default: boolean;
}

/** What was ordered, as it was at that moment. */
export interface DrinkOrder {
  drink: string;
  drinkId: string;
  icon: string;
  /** Choices other than the default, as words. */
  modifiers: string[];
  /** Every choice, defaults included. */
  choices: Choice[];
}

/** A member of staff; the name only while it exists. */
export interface Person {
  sessionId: string;
  name: string | null;
}

/** Why an order ended before it was made. */
export type Ending =
  | { why: "refused"; cause: "closed" | "paused" | "last_orders" | "full" }
  | { why: "not_chosen" }
  | { why: "not_made" }
  | { why: "cancelled"; reason: CancelReason; by: "customer" | "staff" | "booth" };

/** An order as it is now. */
export interface OrderView {
  id: string;
  number: number | null;
  /** `B42`, once drawn. */
  label: string | null;
  state: OrderState;
  drink: DrinkOrder | null;
  name: string | null;
  /** Place among the queued, from 1; only while queued. */
  placeInLine: number | null;
  /** Whole minutes; only while queued. */
  expectedWaitMin: number | null;
  barista: Person | null;
  ending: Ending | null;
  startedBoothMs: number;
  chooseUntilBoothMs: number | null;
  queuedBoothMs: number | null;
  claimedBoothMs: number | null;
  readyBoothMs: number | null;
  /** Taken at the counter: its guest has a slip and no page. */
  counter: boolean;
  /** Made again. */
  remake: boolean;
  /** What it was before its last change. */
  previousDrink?: DrinkOrder;
  /** How often it was called again. */
  calls: number;
  link?: string;
  journey?: string;
  boothMs: number;
  seq: number;
}

/** Several orders, oldest first. */
export interface Orders {
  orders: OrderView[];
  boothMs: number;
  seq: number;
}

export type StoreState = "closed" | "open" | "last_orders" | "paused";

/** Whether the booth takes orders. */
export interface Store {
  state: StoreState;
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
  drinksAhead: number;
  expectedWaitMin: number;
  drinksMade: number;
  printers: PrinterView[];
  setAside: number;
  boothMs: number;
  seq: number;
}

/** A change of the store; what is left out stays. */
export interface SetStore {
  state?: StoreState;
  reason?: string;
  pauseMin?: number;
  settings?: Settings;
}

export type Ingredient = "espresso" | "milk" | "foam" | "water" | "chocolate";
export type Vessel = "tall" | "short";

/** The fourteen of EU regulation 1169/2011, annex II. */
export type Allergen =
  | "gluten"
  | "crustaceans"
  | "eggs"
  | "fish"
  | "peanuts"
  | "soybeans"
  | "milk"
  | "nuts"
  | "celery"
  | "mustard"
  | "sesame"
  | "sulphites"
  | "lupin"
  | "molluscs";

export interface Layer {
  of: Ingredient;
  /** Part of 100. */
  share: number;
}

export interface ModifierOption {
  name: string;
  names?: Record<string, string>;
  available: boolean;
  /** What this choice adds to the drink's. */
  allergens?: Allergen[];
}

/** A choice about a drink; its first option is the default. */
export interface Modifier {
  name: string;
  names?: Record<string, string>;
  options: ModifierOption[];
}

export interface Drink {
  id: string;
  name: string;
  names?: Record<string, string>;
  vessel: Vessel;
  /** From the bottom up. */
  layers: Layer[];
  available: boolean;
  modifiers: Modifier[];
  /** `null`: nobody said, so the page says "ask". */
  allergens: Allergen[] | null;
  caffeine_mg: number | null;
}

export interface Menu {
  drinks: Drink[];
}

export interface MenuView {
  menu: Menu;
  seq: number;
}

/** A change of one drink; an option sold out of one drink is sold out of all that have it. */
export interface SetDrink {
  available?: boolean;
  options?: { modifier: string; option: string; available: boolean }[];
}

/** A choice of drink: places an order, or changes one that is queued. */
export interface PlaceBody {
  drink: string;
  modifiers: Record<string, string>;
  /** Left out on a change, the name stays. */
  name?: string;
}

/** An order taken at the counter. */
export interface CounterOrder {
  drink: string;
  modifiers: Record<string, string>;
  name?: string;
  /** The answer to the question that a full booth asks. */
  overCapacity?: boolean;
}

export type Role = "barista" | "crew" | "board" | "device";

/** A paired tablet, board or device. */
export interface SessionView {
  sessionId: string;
  role: Role;
  name: string | null;
  token?: string;
  openedBoothMs: number;
  /** Drinks that this tablet makes, by id; none is all of them. */
  station?: string[];
  /** Nothing was heard of it for a minute. */
  away?: boolean;
}

export interface Sessions {
  sessions: SessionView[];
  seq: number;
}

export interface Pins {
  pins: { role: Role; pin: string }[];
}

export interface PairingLink {
  /** `/pair/<secret>` */
  path: string;
}

export interface StartOccasion {
  name: string;
  start?: string;
  end?: string;
  /** Left out, the menu stays. */
  menu?: Menu;
}

/** An event as consumers see it: EventBridge's envelope and ours. */
export interface Envelope {
  id: string;
  "detail-type": string;
  source: string;
  account: string;
  /** RFC 3339, UTC. */
  time: string;
  seq: number;
  booth_ms: number;
  clock: "trusted" | "unsure";
  detail: Record<string, unknown>;
}

export interface Events {
  events: Envelope[];
  /** The log's end at that moment. */
  seq: number;
  /** How far the log was looked at: ask again after this place until it is the end. */
  next: number;
}

/** One message on a live stream. */
export interface StreamMessage {
  type: string;
  seq: number;
  boothMs: number;
  detail: Record<string, unknown>;
  order?: OrderView;
}

/** `detail` of `ConfigService.ConfigChanged`, as far as pages read it. */
export interface ConfigDetail {
  config: { store: Store; settings: Settings; menu: Menu; occasion: Occasion; branding?: Branding };
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

/** How many were touched. */
export interface Count {
  count: number;
}

/** A ticket that was asked for. */
export interface TicketView {
  /** Its picture is `tickets/<seq>.png`. */
  seq: number;
  orderId: string;
  label: string;
  copy: boolean;
  boothMs: number;
  /** What a printer said of it, if it has said anything. */
  fate: "printed" | "unknown" | null;
}

/** The last tickets, the newest first. */
export interface Tickets {
  tickets: TicketView[];
}

export interface Health {
  ok: boolean;
  version: string;
  seq: number;
}

/** A refusal (RFC 9457). */
export interface Problem {
  /** `urn:crema:problem:<word>` */
  type: string;
  title: string;
  status: number;
  /** A sentence for people, which says what to do. */
  detail: string;
}
