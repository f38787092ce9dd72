/** The bar at the top: the store, what one does beside making drinks, the printer, whose tablet this is. */

import type { SessionView } from "../../api/types";
import { t } from "../../messages/messages";
import { deviceShown } from "../../staff/live/devices";
import { store } from "../../staff/live/live-model";
import { StoreChip } from "../../staff/look/store-chip";
import { type Panel, panel, toggle } from "../panel/panel";
import { shiftWord, startShift } from "../shift/shift";
import { setStore, storePending, storeRefusal } from "../store/set-store";
import { storePresses } from "../store/store-presses";

export function Bar({ me }: { me: SessionView }) {
  const view = store.value;
  if (view === undefined) return null;
  const station = me.station?.length ?? 0;
  return (
    <header class="bar">
      <StoreChip view={view} pending={storePending.value} />
      <StoreButtons />
      {storeRefusal.value !== undefined && (
        <p class="mistake" role="alert">
          {storeRefusal.value}
        </p>
      )}
      <span class="gap" />
      <ShiftState />
      <Opener to={{ kind: "counter" }} word={t("bar.counter")} />
      <Opener to={{ kind: "sold-out" }} word={t("bar.soldOut")} />
      <Opener to={{ kind: "find" }} word={t("find.title")} short={t("bar.find")} />
      <DeviceState />
      <button type="button" class="who" onClick={() => toggle({ kind: "me" })}>
        {me.name ?? t("me.title")}
        {station > 0 && <small>{t("bar.station", { n: station })}</small>}
      </button>
    </header>
  );
}

function StoreButtons() {
  const state = store.value?.store.state;
  const busy = storePending.value !== undefined;
  if (state === undefined) return null;
  return (
    <>
      {storePresses(state).map(({ word, to }) =>
        to === "paused" ? (
          <button
            type="button"
            key={to}
            class="outlined"
            disabled={busy}
            aria-expanded={panel.value?.kind === "pause"}
            onClick={() => toggle({ kind: "pause" })}
          >
            {t(word)}
          </button>
        ) : (
          <button
            type="button"
            key={to}
            class="outlined"
            data-press
            disabled={busy}
            onClick={() => void setStore({ state: to })}
          >
            {t(word)}
          </button>
        ),
      )}
    </>
  );
}

/** `short`: the word where the bar has no room for the whole. */
function Opener({ to, word, short }: { to: Panel; word: string; short?: string }) {
  return (
    <button
      type="button"
      class="outlined"
      aria-expanded={panel.value?.kind === to.kind}
      onClick={() => toggle(to)}
    >
      {short === undefined ? (
        word
      ) : (
        <>
          <span class="roomy">{word}</span>
          <span class="tight">{short}</span>
        </>
      )}
    </button>
  );
}

function ShiftState() {
  const word = shiftWord();
  if (word === undefined) return null;
  return (
    <button type="button" class="outlined warn" onClick={() => void startShift()}>
      {t(word)}
    </button>
  );
}

/** Printers and boards in a few words: those in trouble, or the first printer. */
function DeviceState() {
  const view = store.value;
  const shown = view && deviceShown(view);
  if (shown === undefined) return <span class="printer">{t("bar.noPrinter")}</span>;
  const well = shown.condition === "ok";
  return (
    <span
      class={well ? "printer ok" : `printer trouble ${shown.condition}`}
      role={well ? undefined : "status"}
    >
      {shown.kind === "printer" ? <PaperIcon /> : <BoardIcon />}
      <span class="printer-words">
        <span class="printer-name">{shown.name}</span>{" "}
        <span>
          {t(`printer.${shown.condition}`)}
          {shown.more > 0 && ` +${shown.more}`}
        </span>
      </span>
    </span>
  );
}

function BoardIcon() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
      <rect x="1.5" y="2" width="13" height="9" />
      <path d="M5 14h6M8 11v3" />
    </svg>
  );
}

function PaperIcon() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
      <rect x="2" y="1.5" width="12" height="13" />
      <path d="M4 5h8M4 8h8M4 11h8" />
    </svg>
  );
}
