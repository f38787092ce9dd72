/**
 * EventBridge patterns as the crew types them. The hub judges them; here is only the part that
 * needs no hub: whether it is JSON at all. Pure, except for its examples' words.
 */

import type { MessageKey } from "../../messages/messages";

/** Patterns one may begin from. */
export const EXAMPLES: readonly { word: MessageKey; pattern: string }[] = [
  { word: "pattern.orders", pattern: '{"detail-type": [{"prefix": "OrderManager."}]}' },
  { word: "pattern.ready", pattern: '{"detail-type": ["OrderManager.OrderCompleted"]}' },
  { word: "pattern.ended", pattern: '{"detail": {"orderState": ["cancelled", "timed_out", "refused"]}}' },
  { word: "pattern.printers", pattern: '{"detail-type": [{"prefix": "Printer."}]}' },
  { word: "pattern.quiet", pattern: '{"detail-type": [{"anything-but": ["Validator.CodeRotated"]}]}' },
];

export type Typed = { pattern: string | undefined } | { mistake: string };

/** The typed pattern in one line; nothing typed is no pattern. */
export function typedPattern(text: string): Typed {
  if (text.trim() === "") return { pattern: undefined };
  try {
    return { pattern: JSON.stringify(JSON.parse(text)) };
  } catch (cause) {
    return { mistake: cause instanceof Error ? cause.message : String(cause) };
  }
}
