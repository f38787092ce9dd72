/** The PINs of baristas and crew, and renewing them. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get, request } from "../../api/client";
import type { Pins, Role } from "../../api/types";
import { t } from "../../messages/messages";
import { listen } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";

const PIN_ROLES: readonly Role[] = ["barista", "crew"];

export function PinsCard() {
  const pins = useSignal<ReadonlyMap<Role, string>>(new Map());
  const saving = useSaving();
  const take = (answer: Pins): void => {
    pins.value = new Map([...pins.value, ...answer.pins.map(({ role, pin }) => [role, pin] as const)]);
  };
  const load = (): void => void get<Pins>("pins").then(take, () => undefined);
  useSignalEffect(() => {
    load();
    return listen((message) => {
      // Another crew page, or the booth itself, has renewed them.
      if (message.type === "Access.PinsRenewed") load();
    });
  });
  /** Whose PIN is about to be renewed. */
  const asked = useSignal<Role | undefined>(undefined);
  const renew = async (role: Role): Promise<void> => {
    asked.value = undefined;
    const body = { roles: [role] };
    const answer = await saving.run((key) => request<Pins>("POST", "pins", { body, key }), body);
    if (answer !== undefined) take(answer);
  };
  return (
    <Card title={t("people.pins")} span={2}>
      <p class="second">{t("people.pinsHint")}</p>
      <Mistake saving={saving} />
      <ul class="lines">
        {PIN_ROLES.map((role) => (
          <li key={role}>
            <span>
              <b>{t(`role.${role}`)}</b>
              {pins.value.has(role) ? (
                <span class="pin-figure">{spaced(pins.value.get(role) ?? "")}</span>
              ) : (
                <small class="second"> {t("people.pinsHidden")}</small>
              )}
            </span>
            <button
              type="button"
              class="outlined"
              disabled={saving.state.value === "busy" || asked.value === role}
              onClick={() => (asked.value = role)}
            >
              {t("people.renew")}
            </button>
            {asked.value === role && (
              <RenewQuestion
                role={role}
                keep={() => (asked.value = undefined)}
                renew={() => void renew(role)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Asked once, with the effect on those who are paired. */
function RenewQuestion({ role, keep, renew }: { role: Role; keep(): void; renew(): void }) {
  const paired = roster.value.filter((each) => each.role === role).length;
  return (
    <div class="ask">
      <p>{t("people.renewEffect", { n: paired })}</p>
      <div class="save-line">
        <button type="button" class="outlined" onClick={keep}>
          {t("people.renewKeep")}
        </button>
        <button type="button" class="filled" onClick={renew}>
          {t("people.renewReally", { role: t(`role.${role}`) })}
        </button>
      </div>
    </div>
  );
}

/** Six digits in two groups, as people say them. */
function spaced(pin: string): string {
  return pin.replace(/(\d{3})(?=\d)/g, "$1 ");
}
