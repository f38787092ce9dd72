/** A phone's first screen in small, by day and by night. */

import type { StoreView } from "../api/types";
import { t } from "../messages/messages";
import { type BrandingDraft, brandingOf, mistakesIn } from "./branding";
import { Card } from "./parts";

export function BrandingPreview({ view, draft }: { view: StoreView; draft: BrandingDraft }) {
  const { logo, colour, accent, accentDark } = view.branding ?? {};
  const saved = draft.colour === (colour ?? "");
  const wish = mistakesIn(draft).has("colour") || draft.colour === "" ? undefined : draft.colour;
  const by = { light: saved ? accent : wish, dark: saved ? accentDark : wish };
  const sponsors = brandingOf(draft).sponsors ?? [];
  return (
    <Card title={t("branding.preview")} span={4}>
      {!saved && <p class="second">{t("branding.unsaved")}</p>}
      <div class="previews">
        {(["light", "dark"] as const).map((scheme) => (
          <div
            key={scheme}
            class={`preview-phone ${scheme}`}
            style={by[scheme] ? { "--preview-accent": by[scheme] } : {}}
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
