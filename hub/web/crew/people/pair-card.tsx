/** Pairing a board or a device: a link for the thing that is to be paired. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { PairingLink } from "../../api/types";
import { t } from "../../messages/messages";
import { Card } from "../forms/card";
import { SaveLine } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { useUnsaved } from "../forms/unsaved";

/** Longest name of a paired thing, characters. */
const NAME_MAX = 24;

export function PairCard() {
  const name = useSignal("");
  const role = useSignal<"board" | "device">("board");
  const address = useSignal<string | undefined>(undefined);
  /** The name that the link was made for. */
  const linked = useSignal("");
  const wrong = useSignal(false);
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    wrong.value = name.value.trim() === "";
    if (wrong.value) return;
    const body = { role: role.value, name: name.value.trim() };
    const answer = await saving.run(
      (key) => request<PairingLink>("POST", "pairing-links", { body, key }),
      body,
    );
    if (answer === undefined) return;
    address.value = location.origin + answer.path;
    linked.value = body.name;
  };
  const typed = name.value.trim();
  useUnsaved(
    typed === "" || typed === linked.value ? undefined : { words: t("unsaved.pair", { name: typed }) },
  );
  return (
    <Card title={t("people.pair")} span={2}>
      <form class="stack" onSubmit={(event) => void submit(event)} noValidate>
        <p class="second">{t("people.pairHint")}</p>
        <div class="segments">
          {(["board", "device"] as const).map((each) => (
            <button type="button" aria-pressed={role.value === each} onClick={() => (role.value = each)}>
              {t(`role.${each}`)}
            </button>
          ))}
        </div>
        <label class={wrong.value ? "field wrong" : "field"}>
          <span>{t("people.pairName")}</span>
          <input
            value={name.value}
            maxLength={NAME_MAX}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
          {wrong.value && <small class="mistake">{t("people.pairNeed")}</small>}
        </label>
        <SaveLine saving={saving} word={t("people.pairGo")} done="" />
        {address.value !== undefined && <output class="address">{address.value}</output>}
      </form>
    </Card>
  );
}
