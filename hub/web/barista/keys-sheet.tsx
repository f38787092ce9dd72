/** What the keys of a USB number pad do. */

import { type MessageKey, t } from "../messages/messages";
import { Sheet } from "./sheets";

const KEYS: readonly (readonly [keys: readonly string[], does: MessageKey])[] = [
  [["4", "2", "Enter"], "keys.select"],
  [["Enter"], "keys.enter"],
  [["3", "Enter"], "keys.inSheet"],
  [["+"], "keys.step"],
  [["−"], "keys.back"],
  [["*"], "keys.sheet"],
  [["/"], "keys.counter"],
  [["."], "keys.undo"],
  [["F"], "keys.find"],
  [["?"], "keys.legend"],
  [["Esc"], "keys.close"],
];

export function KeysSheet() {
  return (
    <Sheet title={t("keys.title")}>
      <p class="second">{t("keys.intro")}</p>
      <dl class="key-list">
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
