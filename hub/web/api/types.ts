/**
 * The hub's vocabulary: what its HTTP API takes and answers. Written from the API's schemas by
 * `cargo run --locked -p crema --example web-types`; a change by hand is lost.
 *
 * Moments named `…BoothMs` are ms of booth time, which counts only while the hub runs.
 */

/** Who acted: a role and an id, never a name. */
export interface Actor {
  /** The customer's id or the session's. The booth has none. */
  id?: string;
  /** In which role. */
  role: ActorRole;
}

/** The role in which someone acted. */
export type ActorRole = "booth" | "customer" | "barista" | "crew" | "board" | "device";

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

/** Where an event was appended. */
export interface Appended {
  /** Its place in the log. */
  seq: Seq;
}

/** A board's condition. */
export type BoardCondition = "ok" | "gone";

/** The part of a name that the board shows beside the number. */
export type BoardNames = "first" | "initial" | "none";

/** A paired board. */
export interface BoardView {
  condition: BoardCondition;
  /** Its name, while the name exists. */
  name: string | null;
}

/** Booth time in ms: it counts only while the hub runs and never goes back. */
export type BoothMs = number;

/** The booth's own colours, sponsors and logo. */
export interface Branding {
  /**
   * What takes the place of the accent on light grounds: the colour, darkened until text on it
   * and it on paper have a contrast of 4.5.
   */
  accent: string | null;
  /** The same for dark grounds, lightened. */
  accentDark: string | null;
  /** The colour that the crew asked for, `#rrggbb`. */
  colour: string | null;
  /** The logo's digest, by which `/assets/logo.png?v=` finds it; absent if there is no logo. */
  logo: string | null;
  /** Names for the sponsor strip. */
  sponsors: string[];
}

/** Why an order is cancelled. */
export interface CancelBody {
  /** Staff only: done in 11 s, so that `undo` can undo it until then. */
  held?: boolean;
  /** Staff give a reason; a customer's is always `customer`. */
  reason?: CancelReason | null;
}

/** Why staff cancelled: a list, so that it can be counted and said in the customer's language. */
export type CancelReason = "customer" | "sold_out" | "machine" | "duplicate" | "closing" | "other";

/** Who cancelled an order. */
export type CancelledBy = "customer" | "staff" | "booth";

/** A cancel that can still be undone. */
export interface Cancelling {
  /** Who cancelled the order. */
  by: Person;
  /** Why. */
  reason: CancelReason;
  /** Booth time at which the order is cancelled, ms. */
  untilBoothMs: number;
}

/** How a card is. */
export type CardState = "well" | "nearly-full" | "full" | "unwritable" | "damaged";

/** The card that the booth's data lies on. */
export interface CardView {
  /** Whether the whole database has been checked since the hub's start. */
  checked: boolean;
  /** What is damaged, in a sentence. */
  damage?: string;
  /** MiB that have to be freed until guests may write again, if it is so full. */
  missingMib?: number;
  /** How it is. */
  state: CardState;
}

/** A change of `Settings`; a field that is `None` stays as it is. */
export interface ChangeSettings {
  ageLateS?: number | null;
  ageWarnS?: number | null;
  baristaWaitS?: number | null;
  boardNames?: BoardNames | null;
  boothLetter?: string | null;
  chooseS?: number | null;
  codeWindowS?: number | null;
  collectS?: number | null;
  drinksPerCode?: number | null;
  ordersInFlightMax?: number | null;
  ordersPerCustomerDay?: number | null;
}

/** One modifier and what was taken of it. */
export interface Choice {
  /** Whether it is the modifier's default. */
  default: boolean;
  /** The modifier's name, such as `Milk`. */
  modifier: string;
  /** The option's name, such as `Oat`. */
  option: string;
}

/** Claim several orders: all or nothing. */
export interface ClaimSeveral {
  /** Which; at most 6. */
  orderIds: OrderId[];
}

/** How far the wall clock can be believed. */
export type Clock = "trusted" | "unsure";

/** The booth's time of day. */
export interface ClockView {
  /** Whether a trusted source has set it. */
  clock: Clock;
  /** Ms since 1970 in UTC. */
  wallMs: number;
}

/** One code window. The code itself is a secret and kept elsewhere. */
export type CodeId = number;

/** The code on the board: to staff and boards only. */
export interface CodeView {
  /** Booth time now, ms. */
  boothMs: number;
  /** The code to show; `None` while closed, paused, full or used up. */
  code: LiveCode | null;
  /** The log's end when this was read. */
  seq: Seq;
}

/** A printer's condition. */
export type Condition = "ok" | "paper_low" | "paper_out" | "cover_open" | "gone" | "fault";

/** Everything that can be configured. */
export interface Config {
  branding: Branding;
  menu: Menu;
  occasion: Occasion;
  settings: Settings;
  store: Store;
}

/**
 * Any setting or menu entry changed. Carries the whole configuration, of which a consumer keeps
 * its part.
 */
export interface ConfigChanged {
  /** For the log's readers. */
  Message: string;
  /** In `DynamoDB`'s typed form, as the original has it. */
  NewImage: unknown;
  /** Whether every order that is not ready is cancelled with the change. */
  cancelOrders?: boolean;
  /** The same in plain JSON. */
  config: Config;
  /** The occasion. */
  eventId: OccasionId;
}

/** How many things were done. */
export interface Count {
  /** Deliveries made, orders handed over or drinks left uncollected, depending on the route. */
  count: number;
}

/** An order taken at the counter. */
export interface CounterOrder {
  /**
   * Whether every choice is named, as by a page that shows them: a modifier that is not named is
   * then refused as open, and takes no default.
   */
  complete?: boolean;
  /** The drink's id in the menu. */
  drink: string;
  /**
   * The answer by modifier. One that is not named takes its default, `null` is refused as
   * unanswered.
   */
  modifiers?: Selections;
  /** For the cup. */
  name?: string | null;
  /** The answer to the question that a full booth asks: take it all the same. */
  overCapacity?: boolean;
}

/** A delivery that failed or waits behind one that did, or a timer that failed. */
export interface DeadLetterView {
  /** The service that failed. */
  consumer: string;
  /** The event's name. */
  detailType?: string;
  /**
   * What it is about: `order:<id>`, `session:<id>`, `printer:<name>` or `booth`. Later events of
   * the same key wait behind it. Absent where the event could not be read.
   */
  key?: string;
  /** `B42`, if it is about an order that has its number. */
  label?: string;
  /** What went wrong, or that it waits behind another of the same key. */
  reason?: string;
  /** The event it failed on; of a timer, the `Bus.TimerFailed`. */
  seq: Seq;
  /** The timer's purpose, if it is a timer. */
  timer?: string;
}

/**
 * Dead letters, for the crew: each can be redriven with all others, or discarded by `consumer` and
 * `seq`.
 */
export interface DeadLetters {
  /** The first of them, service by service in the order of the log; failed timers come last. */
  deadLetters: DeadLetterView[];
  /** The log's end when this was read. */
  seq: Seq;
  /** How many there are in all; of more than 10,000 not all are counted. */
  total: number;
}

/** One drink. */
export interface Drink {
  /** Allergens in it, of the EU's fourteen. `None` is unknown, so the page says "ask". */
  allergens: Allergen[] | null;
  /** Whether it can be ordered now. */
  available: boolean;
  /** Caffeine in mg, if known. */
  caffeine_mg: number | null;
  /** Stable key within the menu, such as `flat-white`; letters, digits and `-`. */
  id: string;
  /** Layers of the icon, from the bottom up. Shares are parts of 100 and need not fill it. */
  layers: Layer[];
  /** What can be chosen about it. */
  modifiers: Modifier[];
  /** The name that people read. Translations are in `names`. */
  name: string;
  /** Translations of `name` by language tag (`ja`, `de`). */
  names?: Record<string, string>;
  /** The glass of the icon. */
  vessel: Vessel;
}

/** What was ordered, as it was at that moment: a later change of the menu does not touch it. */
export interface DrinkOrder {
  /** Every choice with its modifier, defaults included. */
  choices: Choice[];
  /** The drink's name, as the original has it. */
  drink: string;
  /** The drink's id in the menu. */
  drinkId: string;
  /** The drink's id again: the original's consumers find the icon by it. */
  icon: string;
  /** Choices other than the default, as words, as the original has them. */
  modifiers: string[];
  /**
   * Choices of the order before it was changed to a drink that does not ask for them, so that a
   * further change does not silently begin again from a default.
   */
  remembered?: Choice[];
}

/** Why an order ended before it was made. */
export type Ending = {
  /** Why. */
  cause: UnavailableCause;
  why: "refused";
} | {
  why: "not_chosen";
} | {
  why: "not_made";
} | {
  /** By whom. */
  by: CancelledBy;
  /** Why. */
  reason: CancelReason;
  why: "cancelled";
};

/** An event as consumers see it. */
export interface Envelope {
  /** The booth's id. */
  account: string;
  /** Who acted. */
  actor: Actor;
  /** Booth time at which it happened. */
  booth_ms: BoothMs;
  /** Whether `time` can be believed. */
  clock: Clock;
  /** The fact itself, an object, or null if it is unreadable; its schema goes by `detail-type`. */
  detail: Record<string, unknown> | null;
  /** The event's name, such as `OrderManager.OrderPlaced`. */
  "detail-type": string;
  /** The same event always has the same id, by which a duplicate is recognised. */
  id: EventId;
  /** The log that `seq` counts in. Another log's events are other events. */
  log: LogId;
  /** The stored detail of an unreadable event, as text. */
  raw?: string;
  /** Always `booth`. */
  region: string;
  /** Empty; kept for `EventBridge`'s form. */
  resources: string[];
  /** Place in the log. */
  seq: Seq;
  /** Always `awsserverlessda.serverlesspresso`, as in Serverlesspresso. */
  source: string;
  /** Wall time, RFC 3339 in UTC, whole seconds. */
  time: string;
  /** Set where the stored detail is damaged and no longer JSON: then `detail` is null. */
  unreadable?: boolean;
  /** `EventBridge`'s envelope version, always `0`. */
  version: string;
  /** Wall time, ms since 1970: `time`, exactly. */
  wall_ms: number;
}

/** One event on the bus. Consumers recognise duplicates by it. */
export type EventId = string;

/** A stretch of the log, and how far it was read. */
export interface EventsPage {
  /** The events, each with its detail as it is stored: neither parsed nor written again. */
  events: Envelope[];
  /** The log that they are from. A cursor of another log counts other events. */
  log: LogId;
  /**
   * Ask again after this place until it is the log's end: with a pattern, a page may have fewer
   * events than were asked for, or no events, and the log still goes on.
   */
  next: Seq;
  /** The log's end when this was read: ask again after the last event's `seq` to reach it. */
  seq: Seq;
}

/** The fate of a ticket. */
export type Fate = "printed" | "unknown";

/** Counted figures of an occasion. */
export interface Figures {
  /**
   * Counts by name, such as `made`, `started`, `cancelled`, `drink:flat-white`,
   * `hour:2026-11-24T14` (made in that hour, UTC).
   */
  counts: Record<string, number>;
  /** The log's end when this was read. */
  seq: Seq;
  /** Counts that could not be read, damaged or of a newer version: they are left out. */
  unreadable?: number;
  /**
   * Half of the drinks were ready within this many seconds of being placed. Not set before the
   * first drink.
   */
  waitMedianS: number | null;
  /** The same for nine of ten drinks. */
  waitP90S: number | null;
}

/** How a placed order was given up after waiting too long. */
export interface GivenUp {
  /** Booth time at which it was given up, ms. */
  atBoothMs: number;
  /** Whether a member of staff has dismissed the notice that tablets show of it. */
  dismissed: boolean;
}

/** Hand every order that one barista is making to another. */
export interface HandOver {
  to: SessionId;
}

/** Whether the hub is well. */
export interface Health {
  /** The card that the booth writes to. */
  card: CardView;
  /** Printers and boards that are gone, by name: the hub itself is well without them. */
  gone: string[];
  ok: boolean;
  seq: Seq;
  version: string;
}

/** What a layer is made of. */
export type Ingredient = "espresso" | "milk" | "foam" | "water" | "chocolate";

/** A custom event. */
export interface Inject {
  /** Anything, as an object. */
  detail: Record<string, unknown>;
  /** `custom.<name>`. */
  "detail-type": string;
}

/** One layer of a drink's icon. */
export interface Layer {
  /** The ingredient, which decides the colour. */
  of: Ingredient;
  /** Part of the glass's height, 1 to 100. */
  share: number;
}

/** A code that is accepted now. */
export interface LiveCode {
  /** The text to type, the booth's letter first: `B7K4Q2`. */
  code: string;
  /** The window. */
  codeId: CodeId;
  /** Drinks that it began with. */
  drinks: number;
  /** Drinks left. */
  drinksLeft: number;
  /** Booth time at which it leaves the board, ms. */
  endBoothMs: number;
  /** Booth time at which its window began, ms. */
  startBoothMs: number;
  /** The text of the QR code: an address of this booth with the code in it. */
  url: string;
}

/**
 * One log. A restored backup or a booth that was set up anew begins another one, whose numbers
 * count other events: `(log, seq)` means one event for ever.
 */
export type LogId = string;

/** A link that pairs one board or device. */
export interface MakePairingLink {
  /** The name of the board or device: "Board", "Printer 1". */
  name: string;
  /** `board` or `device`. */
  role: Role;
}

/** What the booth serves, in the order it is shown. */
export interface Menu {
  /** The drinks, in the order they are shown. */
  drinks: Drink[];
}

/** A whole menu; also as it was returned. */
export interface MenuBody {
  /** The menu. */
  menu: Menu;
  /** Where in the log it was read; not looked at. */
  seq?: Seq | null;
}

/** The menu now. */
export interface MenuView {
  menu: Menu;
  /** The log's end when this was read. */
  seq: Seq;
}

/** A choice about a drink: milk, size, shots. */
export interface Modifier {
  /** The name that people read, such as `Milk`. */
  name: string;
  /** Translations of `name` by language tag. */
  names?: Record<string, string>;
  /** The choices; the first is the default, also while it is sold out. */
  options: ModifierOption[];
}

/** One choice of a modifier. */
export interface ModifierOption {
  /** Allergens that this choice adds to the drink's. */
  allergens?: Allergen[];
  /** Whether it can be chosen now. */
  available: boolean;
  /** The name that people read, such as `Oat`. */
  name: string;
  /** Translations of `name` by language tag. */
  names?: Record<string, string>;
}

/** A name for the cup. */
export interface NameBody {
  /** An empty text removes it. */
  name: string;
}

/** One event at one place. */
export interface Occasion {
  /** Last day, if set. */
  end?: string;
  /** Its id, made from the name; unique among the booth's occasions. */
  id: OccasionId;
  /** The name that people read: "Coffee at Rustfest". */
  name: string;
  /** First day, `2026-11-24`, if set. */
  start?: string;
}

/** One event at one place (the original calls it `eventId`), such as `rustfest-2026`. */
export type OccasionId = string;

/** An occasion and its counts. */
export interface OccasionView {
  /** The counts, as in `Figures`. */
  counts: Record<string, number>;
  /** Whether it is the current one. */
  current: boolean;
  /** The occasion. */
  occasion: Occasion;
}

/** The booth's occasions. */
export interface Occasions {
  /** Newest first. */
  occasions: OccasionView[];
  /** The log's end when this was read. */
  seq: Seq;
  /** Occasions that could not be read, damaged or of a newer version: they are left out. */
  unreadable?: number;
}

/** Pair by PIN. */
export interface OpenSession {
  /** The member of staff. */
  name: string;
  /** Six digits, which decide the role. */
  pin: string;
}

/** One order, from *Start* to its end. Sorted by time of creation (UUID version 7). */
export type OrderId = string;

/**
 * An order's number, counted per occasion from 1. Compared as a number, written as text in
 * events, as the original does.
 */
export type OrderNumber = number;

/**
 * The state of an order. Which moves lead from one state to another is decided in one place, the
 * order manager.
 */
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

/** An order as it is now. */
export interface OrderView {
  /** Who makes or made it. */
  barista: Person | null;
  /** Booth time now, ms: ages are calculated from it. */
  boothMs: number;
  /** How often it was called again. */
  calls: number;
  /** Set while a staff cancellation can still be undone. */
  cancelling?: Cancelling;
  /** Booth time until which the customer may choose, ms; only while started. */
  chooseUntilBoothMs: number | null;
  /** Booth time at which it was last claimed, ms. */
  claimedBoothMs: number | null;
  /** Whether it was taken at the counter: its guest has a slip and no page. */
  counter: boolean;
  /** The drink that was chosen. */
  drink: DrinkOrder | null;
  /** Why it ended, if it did not end well. */
  ending: Ending | null;
  /** Expected wait in whole minutes; only while queued. */
  expectedWaitMin: number | null;
  /**
   * Booth time at which it is given up unless a barista claims it, ms; only while queued. Absent
   * while the store is paused, since the wait is suspended then.
   */
  giveUpBoothMs?: number;
  /** Set while an order that was given up can still be requeued: until the day ends. */
  givenUp?: GivenUp;
  /** Its id. */
  id: OrderId;
  /** The journey's link `/j/<secret>`: to its owner only. */
  journey?: string;
  /** `B42`, once drawn. */
  label: string | null;
  /** The order's link `/o/<secret>`: to its owner only. */
  link?: string;
  /** The name for the cup, while it exists. */
  name: string | null;
  /** Its number, once drawn. */
  number: OrderNumber | null;
  /** Its place among the other orders: an order with a smaller place is made first. */
  place: number;
  /** Place among the queued, from 1; only while queued. */
  placeInLine: number | null;
  /** The drink before the last change, to be shown struck through. */
  previousDrink?: DrinkOrder;
  /** Booth time at which it was placed, ms. */
  queuedBoothMs: number | null;
  /** Booth time at which it last became ready, ms. */
  readyBoothMs: number | null;
  /** Whether it is made again. */
  remake: boolean;
  /** Whether it was given up after waiting too long, and requeued. */
  requeued: boolean;
  /** The log's end when this was read. */
  seq: Seq;
  /** Booth time of *Start*, ms. */
  startedBoothMs: number;
  /** Its state. */
  state: OrderState;
  /**
   * Of an order as it was: its events that could not be read, damaged or of a newer version. What
   * they changed is left out.
   */
  unreadable?: number;
}

/** Several orders. */
export interface Orders {
  /** Booth time now, ms. */
  boothMs: number;
  /** Oldest first. */
  orders: OrderView[];
  /** The log's end when this was read. */
  seq: Seq;
  /** Orders that could not be read, damaged or of a newer version: they are left out. */
  unreadable?: number;
}

/** A link that pairs one board or device, once. */
export interface PairingLink {
  /** The path: `/pair/<secret>`. */
  path: string;
}

/** Why a booth usually pauses. */
export type PauseReason = "machine" | "milk";

/** A member of staff. */
export interface Person {
  /** Their name, while it exists. */
  name: string | null;
  /** Their session. */
  sessionId: SessionId;
}

/** One PIN. */
export interface Pin {
  pin: string;
  role: Role;
}

/** The current PINs: the answer to `GET pins`, and to a request for new ones. */
export interface Pins {
  pins: Pin[];
}

/** The choice for an order. */
export interface PlaceBody {
  /**
   * Whether every choice is named, as by a page that shows them: a modifier that is not named is
   * then refused as open, and takes no default.
   */
  complete?: boolean;
  /** The drink's id in the menu. */
  drink: string;
  /**
   * The answer by modifier. A modifier that is left out takes its default, and `null` is refused
   * as unanswered. A change is refused if it leaves out a modifier for which the order has
   * another answer than the default.
   */
  modifiers?: Selections;
  /** For the cup. `null` on a change leaves the name as it is; empty takes it away. */
  name?: string | null;
}

/** A printer with its last condition. */
export interface PrinterView {
  condition: Condition;
  printer: string;
}

/** A refusal as the outside sees it. */
export interface Problem {
  /** A sentence for people, which says what to do. */
  detail: string;
  /** Of a log that is pruned: the place after which its events are still there. */
  floor?: Seq;
  /** HTTP status. */
  status: number;
  /** A short name of the kind. */
  title: string;
  /** Stable, for programs: `urn:crema:problem:` and the refusal's word. */
  type: string;
}

/** New PINs. */
export interface RenewPins {
  roles: Role[];
}

/** A printer's report. */
export type Report = {
  /** The order. */
  order_id: OrderId;
  /** The printer's name. */
  printer: string;
  report: "ticket_printed";
  /** `seq` of the `OrderManager.TicketWanted`. */
  ticket_seq: Seq;
} | {
  /** The order. */
  order_id: OrderId;
  /** The printer's name. */
  printer: string;
  report: "ticket_unknown";
  /** `seq` of the `OrderManager.TicketWanted`. */
  ticket_seq: Seq;
} | {
  /** Its condition now. */
  condition: Condition;
  /** The printer's name. */
  printer: string;
  report: "condition";
} | {
  /** The printer's name. */
  printer: string;
  report: "event_unreadable";
  /** The event's place in the log. */
  seq: Seq;
};

/**
 * The rights of a caller. Every route says which roles it takes; rights to an order are checked
 * by the core as well.
 */
export type Role = "barista" | "crew" | "board" | "device";

/** One event's schema in one version. */
export interface SchemaView {
  /** Where its document is, on this host. */
  address: string;
  /** The event's name. */
  "detail-type": string;
  /** The version of its shape; every detail carries it as `schemaVersion`. */
  version: number;
}

/** Every event that has a schema. */
export interface Schemas {
  /** In the order of an order's life, then those of the booth. */
  schemas: SchemaView[];
}

/**
 * Selections by modifier. In JSON an option's name is an answer, `null` or an empty text is
 * unanswered, and a modifier that is not named is untouched. One that is named twice is refused: which
 * of two milks was meant is nobody's guess.
 */
export type Selections = Record<string, string | null>;

/** Place of an event in the log: from 1, in commit order, without gaps. */
export type Seq = number;

/** A paired tablet, board or device. In events it names who acted. */
export type SessionId = string;

/** A paired tablet, board or device. */
export interface SessionView {
  /** Whether it has been silent for a minute. */
  away: boolean;
  /** Whether it is a printer or a board that no longer sends signs of life. */
  gone: boolean;
  /** The name of the person or the device. */
  name: string | null;
  /** Booth time at which it was opened, ms. */
  openedBoothMs: number;
  /** Its rights. */
  role: Role;
  /** Its id. */
  sessionId: SessionId;
  /** Ids of the drinks that this tablet makes; empty means all. */
  station: string[];
  /** The bearer token, for programs: in the answer that opens it, and never again. */
  token?: string;
}

/** Everyone paired. */
export interface Sessions {
  /** The log's end when this was read. */
  seq: Seq;
  sessions: SessionView[];
  /** Sessions that could not be read, damaged or of a newer version: they are left out. */
  unreadable?: number;
}

/** A change of the booth's looks. A field that is `None` stays as it is; an empty text removes it. */
export interface SetBranding {
  /** A colour like `#9a4a14`, which takes the place of the accent. */
  colour?: string | null;
  /** A PNG as base64; at most 48 KiB before that. */
  logoPng?: string | null;
  /** Names for the sponsor strip; at most 6. */
  sponsors?: string[] | null;
}

/** A change of one drink. A field that is `None` stays as it is. */
export interface SetDrink {
  /** Whether it can be ordered. */
  available?: boolean | null;
  /** The drink's id; a request has it in the path. */
  drink?: string;
  /**
   * Availability of options, by modifier and option. An option sold out of this drink is sold
   * out of every drink that has the same modifier and option: the milk is one carton.
   */
  options?: SetOption[];
}

/** Availability of one option. */
export interface SetOption {
  available: boolean;
  modifier: string;
  option: string;
}

/** Which drinks a tablet makes. */
export interface SetStation {
  /** Ids of the drinks; empty means all. */
  drinks: string[];
}

/** A change of the store's state or limits. A field that is `None` stays as it is. */
export interface SetStore {
  /** Why it pauses, where that is one of the usual reasons. */
  because?: PauseReason | null;
  /** How long it is expected to pause, minutes. */
  pauseMin?: number | null;
  /** Why it pauses, in the staff's own words. */
  reason?: string | null;
  /** New limits. */
  settings?: ChangeSettings | null;
  /** The new state. */
  state?: StoreState | null;
}

/** Limits and windows that the crew may set. */
export interface Settings {
  /** Time since an order was placed after which its card is red, s; more than `ageWarnS`. */
  ageLateS: number;
  /** Time since an order was placed after which its card on a tablet is amber, s. */
  ageWarnS: number;
  /**
   * How long an order waits for a barista before it is given up, s; twice the wait announced to
   * the customer, if that is longer.
   */
  baristaWaitS: number;
  /** How much of a name the board shows. */
  boardNames: BoardNames;
  /** The booth's letter, before every number and code. */
  boothLetter: string;
  /** How long a customer may choose, s. */
  chooseS: number;
  /** How long a code is shown, s. */
  codeWindowS: number;
  /** How long a ready drink stays on the board, s. */
  collectS: number;
  /** Drinks that one code is good for. */
  drinksPerCode: number;
  /**
   * Maximum orders in flight (started, queued, making): as many as two baristas can work off in
   * the time that people will wait.
   */
  ordersInFlightMax: number;
  /** Orders a customer may place in a day of booth time; 0 is no limit. */
  ordersPerCustomerDay: number;
}

/** A sign of life. */
export interface SignOfLife {
  /** The printer's name; a board leaves it out. */
  printer?: string | null;
}

/** The answer to a sign of life. */
export interface SignTaken {
  /** Whether the printer is to report its condition: it was gone, or is not known yet. */
  report: boolean;
}

/** *Start* with a code. */
export interface Start {
  /** As typed: any case, spaces allowed, with or without the booth's letter. */
  code: string;
}

/** A new occasion. */
export interface StartOccasion {
  /** Last day. */
  end?: string | null;
  /** A new menu; `None` keeps the current one. */
  menu?: Menu | null;
  /** The name that people read. */
  name: string;
  /** First day, `2026-11-24`. */
  start?: string | null;
}

/** Why an order's workflow is stopped. */
export interface StopBody {
  /** The reason of the cancel that follows; `other` if it is left out. */
  reason?: CancelReason | null;
}

/** The store's state. */
export interface Store {
  /** Why it is paused, where that is one of the usual reasons: pages say it in their language. */
  because?: PauseReason;
  /** Why it is paused, in the staff's own words. */
  reason?: string;
  /** Whether it takes orders. */
  state: StoreState;
  /** The state after the pause, where that is not open: last orders. */
  then?: StoreState;
  /** Booth time at which the pause is expected to end, ms. */
  untilBoothMs?: number;
}

/** Whether the booth takes orders. */
export type StoreState = "closed" | "open" | "last_orders" | "paused";

/** What a page needs to know of the store. */
export interface StoreView {
  /** Paired boards, each with its last condition. */
  boards: BoardView[];
  /** Booth time now, ms. */
  boothMs: number;
  /** Colours, sponsors and logo. */
  branding: Branding;
  /** The card that the booth writes to, for the crew. */
  card: CardView;
  /** Dead letters: deliveries and timers that failed, for the crew. Of many, not all are counted. */
  deadLetters: number;
  /** Drinks that a new order would wait for (queued and making). */
  drinksAhead: number;
  /** Drinks finished in this occasion. */
  drinksMade: number;
  /** Expected wait of a new order, whole minutes. */
  expectedWaitMin: number;
  /** Whether there is room for one more. */
  hasRoom: boolean;
  /** Orders in flight. */
  inFlight: number;
  /**
   * Booth time at which the next code comes, ms. Set while no code is shown because all drinks
   * of the last one are taken.
   */
  nextCodeBoothMs?: number;
  /** The occasion. */
  occasion: Occasion;
  /** Printers, each with its last condition. */
  printers: PrinterView[];
  /** The log's end when this was read. */
  seq: Seq;
  /** Its limits. */
  settings: Settings;
  /** Whether it takes orders. */
  store: Store;
  /** Events that the hub or a printer could not read since the hub's start, for the crew. */
  unreadable: number;
}

/**
 * The first message of a live stream, of the type `log`: where the stream is from. It has no id, so
 * that it moves no cursor.
 */
export interface StreamHead {
  /**
   * The place up to which the log is pruned. A stream that was to begin below it begins at the
   * end instead: load everything as it is now.
   */
  floor: Seq;
  /** The log. A cursor of another log counts other events: begin again without one. */
  log: LogId;
  /** The log's end when the stream was opened. */
  seq: Seq;
}

/** One message on a live stream: the original's topic payload, and fields that a page needs too. */
export interface StreamMessage {
  /** Who acted; only for staff, boards and devices. */
  actor?: Actor;
  /** Booth time of the event, ms. */
  boothMs: number;
  /** The event's detail, an object, or null if it is unreadable. */
  detail: Record<string, unknown> | null;
  /** The order as it is now, with its name, for those who may see it. */
  order?: OrderView;
  /** The stored detail of an unreadable event, as text. */
  raw?: string;
  /** The event's place in the log, which is also the stream's id. */
  seq: Seq;
  /** The event's name. */
  type: string;
  /** Set where the stored detail is damaged and no longer JSON: then `detail` is null. */
  unreadable?: boolean;
}

/** A tablet's time of day. */
export interface TellClock {
  /** The time of day, ms since 1970 in UTC. */
  wallMs: number;
}

/** A ticket that was asked for. */
export interface TicketView {
  /** Booth time it was asked for, ms. */
  boothMs: number;
  /** Whether it is a further copy, and is marked as one. */
  copy: boolean;
  /** Its fate, once a printer has reported one. */
  fate: Fate | null;
  /** `B42`. */
  label: string;
  /** The order. */
  orderId: OrderId;
  /** Place of the `OrderManager.TicketWanted` in the log; its picture is `tickets/<seq>.png`. */
  seq: Seq;
}

/** The last tickets. */
export interface Tickets {
  /** The newest first. */
  tickets: TicketView[];
}

/** Why the workflow refused an order. */
export type UnavailableCause = "closed" | "paused" | "last_orders" | "full";

/** Pair by a link that is good once. */
export interface UsePairingLink {
  /** The link's secret. */
  secret: string;
}

/** The glass a drink's icon is drawn in. */
export type Vessel = "tall" | "short";

/** What each number of the settings may be, least and most. */
export const SETTING_RANGES = {
  ordersInFlightMax: [1, 500],
  drinksPerCode: [1, 500],
  codeWindowS: [30, 3600],
  ordersPerCustomerDay: [0, 100],
  chooseS: [30, 3600],
  baristaWaitS: [60, 7200],
  collectS: [60, 7200],
  ageWarnS: [30, 3600],
  ageLateS: [60, 7200],
} as const;
