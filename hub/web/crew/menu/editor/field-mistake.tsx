/** A mistake in the menu, at its field. */

import { t } from "../../../messages/messages";
import type { Mistakes } from "./menu-draft";

export function FieldMistake({ wrong, at }: { wrong: Mistakes; at: string }) {
  const key = wrong.get(at);
  return key === undefined ? null : <small class="mistake">{t(key)}</small>;
}
