/**
 * Orders: where they stand, what staff and customers send about them, and the tickets that come of
 * them. Mirrors `order.rs` of `crema-api` and what its answers and commands say of orders.
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
  /** Choices of the order before it was changed to a drink that does not ask for them. */
  remembered?: Choice[];
}

/** A member of staff; the name only while it exists. */
export interface Person {
  sessionId: string;
  name: string | null;
}

/** A cancel that can still be taken back; booth time in ms. */
export interface Cancelling {
  reason: CancelReason;
  by: Person;
  untilBoothMs: number;
}

/** How a placed order was given up after waiting too long. */
export interface GivenUp {
  atBoothMs: number;
  /** Whether someone has dismissed the notice of it. */
  dismissed: boolean;
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
  /** Where it stands among the others: an order with a smaller place is made first. */
  place: number;
  /** Place among the queued, from 1; only while queued. */
  placeInLine: number | null;
  /** Whole minutes; only while queued. */
  expectedWaitMin: number | null;
  barista: Person | null;
  ending: Ending | null;
  startedBoothMs: number;
  chooseUntilBoothMs: number | null;
  /** When it was placed. */
  queuedBoothMs: number | null;
  /** When it is given up unless it is claimed; only while queued, and not in a pause. */
  giveUpBoothMs?: number;
  claimedBoothMs: number | null;
  readyBoothMs: number | null;
  /** Taken at the counter: its guest has a slip and no page. */
  counter: boolean;
  /** Made again. */
  remake: boolean;
  /** Given up after waiting too long, and taken back into the queue. */
  requeued?: boolean;
  /** Given up today: it can be taken back into the queue. */
  givenUp?: GivenUp;
  /** What it was before its last change. */
  previousDrink?: DrinkOrder;
  /** How often it was called again. */
  calls: number;
  /** Called off by staff, who can still take that back. */
  cancelling?: Cancelling;
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

/** A choice of drink: places an order, or changes one that is queued. */
export interface PlaceBody {
  drink: string;
  /** The option by modifier; the hub takes a default for one that is not named, so name them all. */
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
