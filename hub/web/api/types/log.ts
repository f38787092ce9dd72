/**
 * The log of events as pages read it, and the live stream of what is added to it.
 */

import type { Menu } from "./menu";
import type { OrderView } from "./orders";
import type { Branding, Occasion, Settings, Store } from "./store";

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
  /** `null` where the event is unreadable. */
  detail: Record<string, unknown> | null;
  /** What is stored is damaged and no longer JSON. */
  unreadable?: boolean;
  /** Of an unreadable event: what is stored. */
  raw?: string;
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
  /** `null` where the event is unreadable. */
  detail: Record<string, unknown> | null;
  /** What is stored is damaged and no longer JSON. */
  unreadable?: boolean;
  order?: OrderView;
}

/** `detail` of `ConfigService.ConfigChanged`, as far as pages read it. */
export interface ConfigDetail {
  config: { store: Store; settings: Settings; menu: Menu; occasion: Occasion; branding?: Branding };
}
