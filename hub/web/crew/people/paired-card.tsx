/** Everyone and everything that is paired, and ending that. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get, request } from "../../api/client";
import type { SessionView, Sessions } from "../../api/types";
import { language, t } from "../../messages/messages";
import { boothNow, listen, menu } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { me } from "../../staff/session/session";
import { named } from "../../staff/words/drink-words";
import { Card } from "../forms/card";
import { Mistake } from "../forms/save-line";
import { useSaving } from "../forms/saving";
import { agoWords } from "./ago-words";

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
  return (
    <Card title={t("people.paired")} span={4}>
      <Mistake saving={saving} />
      <ul class="lines">
        {paired.value.map(({ sessionId, role, name, away, gone, station, openedBoothMs }) => (
          <li key={sessionId}>
            <span>
              <b>{name ?? t("card.someone")}</b> <span class="second">{t(`role.${role}`)}</span>{" "}
              {station !== undefined && station.length > 0 && (
                <span class="second">{t("people.station", { list: drinksOf(station) })}</span>
              )}{" "}
              <Presence away={away} gone={gone} />
              <small class="since">
                {t("people.since", { ago: agoWords(boothNow.value - openedBoothMs, language.value) })}
              </small>
            </span>
            {sessionId === me.value?.sessionId ? (
              <span class="state well">{t("people.thisOne")}</span>
            ) : (
              <Unpair
                name={name ?? t("card.someone")}
                asked={asked.value === sessionId}
                busy={saving.state.value === "busy"}
                ask={(yes) => {
                  asked.value = yes ? sessionId : undefined;
                }}
                end={() => void end(sessionId)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface UnpairProps {
  name: string;
  /** Whether it is asked for sure now. */
  asked: boolean;
  busy: boolean;
  ask(yes: boolean): void;
  end(): void;
}

/** Asked for sure, and the way back is where the first press was: a bounce of it unpairs no one. */
function Unpair({ name, asked, busy, ask, end }: UnpairProps) {
  if (!asked) {
    return (
      <button type="button" class="outlined" onClick={() => ask(true)}>
        {t("people.end")}
      </button>
    );
  }
  return (
    <span class="sure">
      <button type="button" class="filled late" disabled={busy} onClick={end}>
        {t("people.endReally", { name })}
      </button>
      <button type="button" class="outlined" disabled={busy} onClick={() => ask(false)}>
        {t("people.endKeep")}
      </button>
    </span>
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
