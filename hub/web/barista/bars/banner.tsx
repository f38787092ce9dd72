/** The words over the strip: that the booth is out of reach, and presses that did not reach it. */

import { t } from "../../messages/messages";
import { link } from "../../staff/live/live-model";
import { dismissPressNotices, pressNotices } from "../actions/press-notices";

export function Banner() {
  const lost = link.value === false;
  const back = pressNotices.value;
  if (!lost && back.length === 0) return null;
  return (
    <div class="banner" role="alert">
      <div>
        {lost && <p>{t("link.lost")}</p>}
        {back.map(({ text }) => (
          <p>{text}</p>
        ))}
      </div>
      {back.length > 0 && (
        <button type="button" class="outlined" onClick={dismissPressNotices}>
          {t("press.again")}
        </button>
      )}
    </div>
  );
}
