/** What the menu's editors are made of: moving by one place, and a mistake at its field. */

import { t } from "../../../messages/messages";
import type { Mistakes } from "./menu-draft";

export function Wrong({ wrong, at }: { wrong: Mistakes; at: string }) {
  const key = wrong.get(at);
  return key === undefined ? null : <small class="mistake">{t(key)}</small>;
}

interface MoverProps {
  first: boolean;
  last: boolean;
  name: string;
  move(by: -1 | 1): void;
}

/** Up and down by one place; nothing needs to be dragged. */
export function Mover({ first, last, name, move }: MoverProps) {
  return (
    <span class="mover">
      <button
        type="button"
        class="outlined"
        disabled={first}
        aria-label={t("editor.up", { name })}
        onClick={() => move(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="outlined"
        disabled={last}
        aria-label={t("editor.down", { name })}
        onClick={() => move(1)}
      >
        ↓
      </button>
    </span>
  );
}
