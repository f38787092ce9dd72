/** Orders for the tests, made short. */

import type { DrinkOrder, OrderState, OrderView } from "../api/types";

/** An order with this number in this state; `more` overrides. */
export function order(number: number, state: OrderState, more: Partial<OrderView> = {}): OrderView {
  return {
    id: `order-${number}`,
    number,
    label: `B${number}`,
    state,
    drink: drink("flat-white"),
    name: null,
    place: number,
    placeInLine: null,
    expectedWaitMin: null,
    barista: null,
    ending: null,
    startedBoothMs: 0,
    chooseUntilBoothMs: null,
    queuedBoothMs: null,
    claimedBoothMs: null,
    readyBoothMs: null,
    counter: false,
    remake: false,
    requeued: false,
    calls: 0,
    boothMs: 0,
    seq: 1,
    ...more,
  };
}

/** A drink with these choices other than the default. */
export function drink(id: string, special: Record<string, string> = {}): DrinkOrder {
  const all = { Milk: "Whole", Shots: "Single", ...special };
  return {
    drink: id.replace("-", " "),
    drinkId: id,
    icon: id,
    modifiers: Object.values(special),
    choices: Object.entries(all).map(([modifier, option]) => ({
      modifier,
      option,
      default: !(modifier in special),
    })),
  };
}
