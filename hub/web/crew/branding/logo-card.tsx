/** The booth's logo, which is taken at once: a file has no draft. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { SetBranding, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { type Saving, useSaving } from "../forms/saving";
import { pngAsBase64 } from "./branding";

export function LogoCard({ view }: { view: StoreView }) {
  const saving = useSaving();
  const tooLarge = useSignal(false);
  const send = async (body: SetBranding): Promise<void> => {
    const answer = await saving.run((key) => request<StoreView>("PUT", "branding", { body, key }), body);
    if (answer !== undefined) applyStore(answer);
  };
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const logoPng = pngAsBase64(new Uint8Array(await file.arrayBuffer()));
    input.value = "";
    tooLarge.value = logoPng === undefined;
    if (logoPng !== undefined) await send({ logoPng });
  };
  const logo = view.branding?.logo;
  return (
    <Card title={t("branding.logo")} span={2}>
      <p class="second">{t("branding.logoHint")}</p>
      {logo ? (
        <img class="logo" src={`/assets/logo.png?v=${logo}`} alt={t("branding.logo")} />
      ) : (
        <p class="logo none">{t("branding.noLogo")}</p>
      )}
      <div class="save-line">
        <label class="outlined link file">
          {saving.state.value === "busy" ? t("form.saving") : t("branding.chooseLogo")}
          <input type="file" accept="image/png" onChange={(event) => void take(event.currentTarget)} />
        </label>
        {logo && (
          <button type="button" class="outlined" onClick={() => void send({ logoPng: "" })}>
            {t("branding.removeLogo")}
          </button>
        )}
        <LogoMistake saving={saving} tooLarge={tooLarge.value} />
      </div>
    </Card>
  );
}

function LogoMistake({ saving, tooLarge }: { saving: Saving; tooLarge: boolean }) {
  if (tooLarge) return <small class="mistake">{t("branding.logoWrong")}</small>;
  const { value } = saving.state;
  return typeof value === "object" ? <small class="mistake">{value.mistake}</small> : null;
}
