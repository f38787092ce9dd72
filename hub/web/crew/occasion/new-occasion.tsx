/** Beginning an occasion: one form, then its effect in figures, asked once. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore, menu } from "../../staff/live/live-model";
import { roster } from "../../staff/live/roster";
import { Card } from "../forms/card";
import { Mistake, SaveLine } from "../forms/save-line";
import { type Saving, useSaving } from "../forms/saving";
import { useUnsaved } from "../forms/unsaved";
import { NAME_MAX, NO_DRAFT, type OccasionDraft, isUntouched, mistakeIn, startOf } from "./occasions";

const MENUS = ["kept", "empty"] as const;

export function NewOccasion({ view }: { view: StoreView }) {
  const form = useOccasionForm();
  const { now, wrong, begun, saving, set } = form;
  return (
    <Card title={t("occasion.new")} span={2}>
      <form class="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <label class={wrong === "name" ? "field wrong" : "field"}>
          <span>{t("occasion.name")}</span>
          <input
            value={now.name}
            maxLength={NAME_MAX}
            placeholder={t("occasion.nameHint")}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
          {wrong === "name" && <small class="mistake">{t("occasion.needName")}</small>}
        </label>
        <Days now={now} endWrong={wrong === "end"} set={set} />
        <MenuChoice chosen={now.menu} choose={(kind) => set({ menu: kind })} />
        {form.asked ? (
          <Question view={view} name={now.name.trim()} back={form.back} />
        ) : (
          <SaveLine saving={saving} word={t("occasion.go")} done={t("occasion.begun", { name: begun })} />
        )}
        {saving.state.value === "done" && <a href="#people">{t("occasion.newPins")}</a>}
        {form.asked && <Mistake saving={saving} />}
      </form>
    </Card>
  );
}

interface OccasionForm {
  now: OccasionDraft;
  wrong: "name" | "end" | undefined;
  /** Whether the effect is shown, and the next press begins the occasion. */
  asked: boolean;
  /** The name of the occasion that was begun last. */
  begun: string;
  saving: Saving;
  set(change: Partial<OccasionDraft>): void;
  back(): void;
  submit(event: Event): Promise<void>;
}

/** The form while it is filled in; the first press on its button asks, the second begins. */
function useOccasionForm(): OccasionForm {
  const draft = useSignal<OccasionDraft>(NO_DRAFT);
  const asked = useSignal(false);
  const wrong = useSignal<"name" | "end" | undefined>(undefined);
  const begun = useSignal("");
  const saving = useSaving();
  const set = (change: Partial<OccasionDraft>): void => {
    draft.value = { ...draft.value, ...change };
    wrong.value = undefined;
    asked.value = false;
    if (saving.state.value !== "busy") saving.state.value = "rest";
  };
  const back = (): void => {
    asked.value = false;
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    wrong.value = mistakeIn(draft.value);
    if (wrong.value !== undefined) return;
    if (!asked.value) {
      asked.value = true;
      return;
    }
    asked.value = false;
    const body = startOf(draft.value);
    const answer = await saving.run((key) => request<StoreView>("POST", "occasions", { body, key }), body);
    if (answer === undefined) return;
    applyStore(answer);
    begun.value = body.name;
    draft.value = NO_DRAFT;
  };
  const now = draft.value;
  useUnsaved(isUntouched(now) ? undefined : { words: t("unsaved.occasion") });
  return { now, wrong: wrong.value, asked: asked.value, begun: begun.value, saving, set, back, submit };
}

interface DaysProps {
  now: OccasionDraft;
  endWrong: boolean;
  set(change: Partial<OccasionDraft>): void;
}

function Days({ now, endWrong, set }: DaysProps) {
  return (
    <div class="two-fields">
      <label class="field">
        <span>{t("occasion.start")}</span>
        <input type="date" value={now.start} onInput={(event) => set({ start: event.currentTarget.value })} />
      </label>
      <label class={endWrong ? "field wrong" : "field"}>
        <span>{t("occasion.end")}</span>
        <input type="date" value={now.end} onInput={(event) => set({ end: event.currentTarget.value })} />
        {endWrong && <small class="mistake">{t("occasion.endFirst")}</small>}
      </label>
    </div>
  );
}

type MenuKind = OccasionDraft["menu"];

function MenuChoice({ chosen, choose }: { chosen: MenuKind; choose(kind: MenuKind): void }) {
  return (
    <div class="field">
      <span>{t("occasion.menu")}</span>
      <div class="segments">
        {MENUS.map((each) => (
          <button type="button" key={each} aria-pressed={chosen === each} onClick={() => choose(each)}>
            {t(`occasion.menu.${each}`, { n: menu.value.drinks.length })}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Asked once, with the effect: back, or begin. */
function Question({ view, name, back }: { view: StoreView; name: string; back: () => void }) {
  return (
    <>
      <Effect view={view} />
      <div class="save-line">
        <button type="button" class="outlined" onClick={back}>
          {t("app.back")}
        </button>
        <button type="submit" class="filled">
          {t("occasion.really", { name })}
        </button>
      </div>
    </>
  );
}

/** The effect of beginning, in figures. */
function Effect({ view }: { view: StoreView }) {
  const baristas = roster.value.filter((each) => each.role === "barista").length;
  return (
    <ul class="effect-list">
      <li>{t("occasion.effectNumbers", { letter: view.settings.boothLetter })}</li>
      <li>
        {view.inFlight === 0
          ? t("occasion.effectNoOrders")
          : t("occasion.effectOrders", { n: view.inFlight })}
      </li>
      <li>{t("occasion.effectPins", { n: baristas })}</li>
      <li>{t("occasion.effectClosed")}</li>
    </ul>
  );
}
