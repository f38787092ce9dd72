/**
 * The moves a barista can make with an order: how each is asked for at the hub, when it is offered,
 * and which move takes it back. Pure.
 */

import type { CancelReason, OrderView, PlaceBody } from "../../api/types";

/** Moves that say nothing beside themselves; each is named as in its route. */
export type PlainKind =
  | "claim"
  | "release"
  | "complete"
  | "collect"
  | "put-back"
  | "recall"
  | "remake"
  | "requeue"
  | "dismiss"
  | "call-again"
  | "move-to-top"
  | "take-over"
  | "hide-name"
  | "reprint"
  | "undo";

export type Move =
  | { kind: PlainKind }
  | { kind: "cancel"; reason: CancelReason }
  | { kind: "name"; name: string }
  | { kind: "change"; to: PlaceBody };

export type MoveKind = Move["kind"];

/** The request for a move. */
export function requestOf(order: OrderView, move: Move): { method: string; path: string; body?: unknown } {
  const path = `orders/${order.id}`;
  switch (move.kind) {
    case "change":
      return { method: "PUT", path, body: move.to };
    case "cancel":
      return { method: "POST", path: `${path}/cancel`, body: { reason: move.reason, held: true } };
    case "name":
      return { method: "PUT", path: `${path}/name`, body: { name: move.name } };
    default:
      return { method: "POST", path: `${path}/${move.kind}` };
  }
}

/** The move of a card's one button, if it has one for this barista. */
export function mainMove(order: OrderView, own: boolean): { kind: PlainKind } | undefined {
  if (order.cancelling !== undefined) return { kind: "undo" };
  switch (order.state) {
    case "queued":
      return { kind: "claim" };
    case "making":
      return own ? { kind: "complete" } : undefined;
    case "ready":
    case "uncollected":
      return { kind: "collect" };
    case "timed_out":
      return order.givenUp === undefined ? undefined : { kind: "requeue" };
    default:
      return undefined;
  }
}

/** One step back, as a keypad's minus asks for it. */
export function backMove(order: OrderView, own: boolean): { kind: PlainKind } | undefined {
  if (order.cancelling !== undefined) return { kind: "undo" };
  switch (order.state) {
    case "making":
      return own ? { kind: "release" } : undefined;
    case "ready":
    case "uncollected":
      return { kind: "recall" };
    case "collected":
      return { kind: "put-back" };
    case "timed_out":
      return order.givenUp === undefined ? undefined : { kind: "requeue" };
    default:
      return undefined;
  }
}

/** The moves that the sheet offers beside the main one. */
export function otherMoves(order: OrderView, who: { own: boolean; crew: boolean }): MoveKind[] {
  if (order.cancelling !== undefined) return [];
  const name: MoveKind[] = order.name === null ? [] : ["hide-name"];
  switch (order.state) {
    case "queued":
      return ["change", "move-to-top", "reprint", ...name, "cancel"];
    case "making":
      if (who.own) return ["release", "remake", "reprint", ...name, "cancel"];
      return ["take-over", ...(who.crew ? (["release"] as const) : []), "reprint", ...name, "cancel"];
    case "ready":
      return ["call-again", "recall", "remake", "reprint", ...name, "cancel"];
    case "uncollected":
      return ["remake", "recall", ...name];
    case "collected":
      return ["put-back", "remake", ...name];
    default:
      return [];
  }
}

/**
 * The move that takes `move` back; `before` is the order as it was then. Paper that was printed and
 * a name that was called stay so, a dismissed order is found again in *Find*, and what took something back was the second thought already.
 */
export function undoOf(move: Move, before: OrderView): Move | undefined {
  switch (move.kind) {
    case "claim":
      return { kind: "release" };
    case "complete":
      return { kind: "recall" };
    case "collect":
      return { kind: "put-back" };
    case "put-back":
      return { kind: "collect" };
    case "change":
      return before.drink === null ? undefined : { kind: "change", to: placeOf(before) };
    case "hide-name":
      return mayBeNamed(before) ? { kind: "name", name: before.name ?? "" } : undefined;
    case "release":
    case "recall":
    case "remake":
    case "requeue":
    case "take-over":
    case "move-to-top":
    case "cancel":
      return { kind: "undo" };
    case "reprint":
    case "call-again":
    case "dismiss":
    case "name":
    case "undo":
      return undefined;
  }
}

/** Whether a name can still be written on the cup: somebody is to be called. */
export function mayBeNamed({ state }: OrderView): boolean {
  return state === "queued" || state === "making" || state === "ready";
}

/** The order's choices, as one would place them again; the name stays. */
export function placeOf(order: OrderView): PlaceBody {
  const modifiers: Record<string, string> = {};
  for (const choice of order.drink?.choices ?? []) modifiers[choice.modifier] = choice.option;
  return { drink: order.drink?.drinkId ?? "", modifiers };
}

/** Why staff may cancel, in the order of the sheet. */
export const CANCEL_REASONS: readonly CancelReason[] = [
  "customer",
  "sold_out",
  "machine",
  "duplicate",
  "closing",
  "other",
];
