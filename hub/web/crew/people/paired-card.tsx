/** Everyone and everything that is paired, and ending that. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get, request } from "../../api/client";
import type { SessionView, Sessions } from "../../api/types";
import { language, t } from "../../messages/messages";
import { listen, menu } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { me } from "../../staff/session/session";
import { named } from "../../staff/words/drink-words";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";

export function PairedCard() {
  const paired = useSignal<SessionView[]>([]);
  const asked = useSignal<string | undefined>(undefined);
  const saving = useSaving();
  const load = (): void => {
    get<Sessions>("sessions").then(
      ({ sessions }) => (paired.value = sessions),
      () => undefined,
    );
  };
  useSignalEffect(() => {
    load();
    return listen((message) => {
      if (message.type.startsWith("Access.") || message.type.endsWith(".StatusChanged")) load();
    });
  });
  // Who is away is in no event; the roster is asked now and then.
  useSignalEffect(() => {
    if (roster.value.length > 0) load();
  });
  const end = async (id: string): Promise<void> => {
    await saving.run((key) => request("DELETE", `sessions/${id}`, { key }), id);
    asked.value = undefined;
    load();
  };
  /** The first press asks, the second ends the session. */
  const press = (id: string): void => {
    if (asked.value === id) void end(id);
    else asked.value = id;
  };
  return (
    <Card title={t("people.paired")} span={4}>
      <Mistake saving={saving} />
      <ul class="lines">
        {paired.value.map(({ sessionId, role, name, away, gone, station }) => (
          <li key={sessionId}>
            <span>
              <b>{name ?? t("card.someone")}</b> <span class="second">{t(`role.${role}`)}</span>{" "}
              {station !== undefined && station.length > 0 && (
                <span class="second">{t("people.station", { list: drinksOf(station) })}</span>
              )}{" "}
              <Presence away={away} gone={gone} />
            </span>
            {sessionId === me.value?.sessionId ? (
              <span class="state well">{t("people.thisOne")}</span>
            ) : (
              <button
                type="button"
                class={asked.value === sessionId ? "filled late" : "outlined"}
                onClick={() => press(sessionId)}
              >
                {asked.value === sessionId ? t("people.endReally", { name: name ?? "" }) : t("people.end")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Drinks by name. */
function drinksOf(station: readonly string[]): string {
  const drinks = menu.value.drinks.filter((drink) => station.includes(drink.id));
  return drinks.map((drink) => named(drink, language.value)).join(", ");
}

/** Whether someone, or something, is there. */
function Presence({ away, gone }: { away?: boolean | undefined; gone?: boolean | undefined }) {
  if (gone === true) return <span class="state bad">! {t("printer.gone")}</span>;
  if (away === true) return <span class="state bad">! {t("people.away")}</span>;
  return <span class="state well">✓ {t("people.here")}</span>;
}
