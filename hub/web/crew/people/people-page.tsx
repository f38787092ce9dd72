/** *People and tablets*: PINs, who is paired, and pairing a board or a device. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get, request } from "../../api/client";
import type { PairingLink, Pins, Role, SessionView, Sessions } from "../../api/types";
import { language, t } from "../../messages/messages";
import { listen, menu } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { me } from "../../staff/session/session";
import { named } from "../../staff/words/drink-words";
import { Card, Mistake, SaveLine } from "../forms/parts";
import { useSaving } from "../forms/saving";
import { useUnsaved } from "../forms/unsaved";

const PIN_ROLES: readonly Role[] = ["barista", "crew"];
/** Longest name of a paired thing, characters. */
const NAME_MAX = 24;

export function PeoplePage() {
  return (
    <div class="grid">
      <PinsCard />
      <PairCard />
      <PairedCard />
    </div>
  );
}

function PinsCard() {
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
              <RenewQuestion role={role} keep={() => (asked.value = undefined)} renew={() => void renew(role)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Asked once, with what it does to those who are paired. */
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

function PairCard() {
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
  useUnsaved(typed === "" || typed === linked.value ? undefined : { words: t("unsaved.pair", { name: typed }) });
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

function PairedCard() {
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
                onClick={() => (asked.value === sessionId ? void end(sessionId) : (asked.value = sessionId))}
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
