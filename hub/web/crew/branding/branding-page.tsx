/** *Look*: the booth's logo, one colour, the sponsors' strip, and how it all looks together. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore, store } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { SaveLine } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { typedSince, useUnsaved } from "../forms/unsaved";
import {
  type BrandingDraft,
  type BrandingField,
  SPONSORS_MAX,
  brandingChange,
  draftOfBranding,
  mistakesIn,
  sameBranding,
} from "./branding";
import { BrandingPreview } from "./branding-preview";
import { LogoCard } from "./logo-card";
import { leastContrast, readableAccent } from "./readable-accent";

/** Colour that the picker begins with: the page's own accent. */
const OWN_ACCENT = "#9a4a14";

export function BrandingPage() {
  const view = store.value;
  return view === undefined ? null : <Branding view={view} />;
}

function Branding({ view }: { view: StoreView }) {
  const draft = useSignal<Partial<BrandingDraft>>({});
  const wrong = useSignal<ReadonlySet<BrandingField>>(new Set());
  const saving = useSaving();
  const live = draftOfBranding(view.branding);
  const shown = { ...live, ...draft.value };
  const set = (change: Partial<BrandingDraft>): void => {
    draft.value = { ...draft.value, ...change };
    wrong.value = new Set();
    if (saving.state.value !== "busy") saving.state.value = "rest";
  };
  const save = async (): Promise<boolean> => {
    wrong.value = mistakesIn(shown);
    if (wrong.value.size > 0) return false;
    const sent = draft.value;
    const body = brandingChange(shown, live);
    const answer = await saving.run((key) => request<StoreView>("PUT", "branding", { body, key }), body);
    if (answer === undefined) return false;
    applyStore(answer);
    draft.value = typedSince(draft.value, sent);
    return true;
  };
  const changed = !sameBranding(shown, live);
  useUnsaved(changed ? { words: t("unsaved.branding"), save } : undefined);
  const submit = (event: Event): void => {
    event.preventDefault();
    void save();
  };
  return (
    <div class="grid">
      <Card title={t("branding.title")} span={2}>
        <form class="stack" onSubmit={submit} noValidate>
          <ColourField draft={shown} wrong={wrong.value.has("colour")} set={set} />
          <Sponsors draft={shown} wrong={wrong.value.has("sponsors")} set={set} />
          <SaveLine saving={saving} word={t("form.save")} done={t("form.saved")} />
        </form>
      </Card>
      <LogoCard view={view} />
      <BrandingPreview view={view} draft={shown} />
    </div>
  );
}

interface FieldProps {
  draft: BrandingDraft;
  wrong: boolean;
  set(change: Partial<BrandingDraft>): void;
}

function ColourField({ draft, wrong, set }: FieldProps) {
  const { colour } = draft;
  const usable = colour !== "" && !mistakesIn(draft).has("colour");
  const accent = usable ? readableAccent(colour, "light") : colour;
  const changed = accent !== colour;
  return (
    <div class={wrong ? "field wrong" : "field"}>
      <span>{t("branding.colour")}</span>
      <div class="line-field">
        <input
          type="color"
          value={usable ? colour : OWN_ACCENT}
          aria-label={t("branding.colour")}
          onInput={(event) => set({ colour: event.currentTarget.value })}
        />
        <input
          value={colour}
          maxLength={7}
          placeholder={OWN_ACCENT}
          aria-label={t("branding.colourCode")}
          onInput={(event) => set({ colour: event.currentTarget.value.trim().toLowerCase() })}
        />
        {colour !== "" && (
          <button type="button" class="outlined" onClick={() => set({ colour: "" })}>
            {t("branding.ownColour")}
          </button>
        )}
      </div>
      {wrong ? (
        <small class="mistake">{t("branding.colourWrong")}</small>
      ) : changed ? (
        <small class="note">
          <i style={{ background: accent }} />
          {t("branding.darkened", { accent, contrast: leastContrast(colour, "light").toFixed(1) })}
        </small>
      ) : (
        <small>{t("branding.colourHint")}</small>
      )}
    </div>
  );
}

function Sponsors({ draft, wrong, set }: FieldProps) {
  return (
    <label class={wrong ? "field wrong" : "field"}>
      <span>{t("branding.sponsors")}</span>
      <textarea
        rows={4}
        value={draft.sponsors}
        onInput={(event) => set({ sponsors: event.currentTarget.value })}
      />
      <small class={wrong ? "mistake" : ""}>{t("branding.sponsorsHint", { n: SPONSORS_MAX })}</small>
    </label>
  );
}
