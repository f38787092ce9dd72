/** What the keys of a USB number pad do. */

import { type MessageKey, t } from "../../messages/messages";
import { Sheet } from "../panel/sheet-frame";

const KEYS: readonly (readonly [keys: readonly string[], does: MessageKey])[] = [
  [["4", "2", "Enter"], "keys.select"],
  [["Enter"], "keys.enter"],
  [["+"], "keys.step"],
  [["−"], "keys.back"],
  [["*"], "keys.sheet"],
  [["."], "keys.undo"],
  [["/"], "keys.menu"],
  [["3", "Enter"], "keys.inSheet"],
  [["+", "−"], "keys.scroll"],
  [["0", "Enter"], "keys.close"],
  [["F"], "keys.find"],
  [["?"], "keys.legend"],
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
