/** A phone's first screen in small, by day and by night. */

import type { StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { Card } from "../forms/card";
import { type BrandingDraft, brandingOf, mistakesIn } from "./branding";
import { readableAccent } from "./readable-accent";

export function BrandingPreview({ view, draft }: { view: StoreView; draft: BrandingDraft }) {
  const logo = view.branding?.logo;
  const wish = mistakesIn(draft).has("colour") || draft.colour === "" ? undefined : draft.colour;
  const sponsors = brandingOf(draft).sponsors ?? [];
  return (
    <Card title={t("branding.preview")} span={4}>
      <div class="previews">
        {(["light", "dark"] as const).map((scheme) => (
          <div
            key={scheme}
            class={`preview-phone ${scheme}`}
            style={wish === undefined ? {} : { "--preview-accent": readableAccent(wish, scheme) }}
          >
            {logo && <img src={`/assets/logo.png?v=${logo}`} alt="" />}
            <p>{view.occasion.name}</p>
            <b>{t("branding.headline")}</b>
            <span class="preview-button">{t("branding.start")}</span>
            <small>{sponsors.join(" · ")}</small>
          </div>
        ))}
      </div>
    </Card>
  );
}
