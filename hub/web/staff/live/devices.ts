/**
 * Printers and boards as the store's view has them: those in trouble, and the one that is shown for
 * all.
 */

import type { Condition, StoreView } from "../../api/types";
import { t } from "../../messages/messages";

/** A printer or a board, and the last word on it. */
export interface Device {
  kind: "printer" | "board";
  name: string;
  condition: Condition;
}

/** Every printer, then every board. */
export function devices({ printers, boards = [] }: StoreView): Device[] {
  return [
    ...printers.map(({ printer, condition }): Device => ({ kind: "printer", name: printer, condition })),
    ...boards.map(
      ({ name, condition }): Device => ({ kind: "board", name: name ?? t("role.board"), condition }),
    ),
  ];
}

/** Those that are not well; the ones that do not answer first. */
export function troubled(view: StoreView): Device[] {
  const bad = devices(view).filter((device) => device.condition !== "ok");
  return [...bad.filter(isGone), ...bad.filter((device) => !isGone(device))];
}

/** The one to be shown where there is room for one, and how many more are in trouble. */
export function deviceShown(view: StoreView): (Device & { more: number }) | undefined {
  const [first, ...more] = troubled(view);
  if (first !== undefined) return { ...first, more: more.length };
  const well = devices(view).find((device) => device.kind === "printer");
  return well && { ...well, more: 0 };
}

function isGone(device: Device): boolean {
  return device.condition === "gone";
}
