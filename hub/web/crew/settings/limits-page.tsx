/** *Limits*: one form, one button, mistakes beside their field. */

import { useSignal } from "@preact/signals";
import { request } from "../../api/client";
import type { BoardNames, SetStore, StoreView } from "../../api/types";
import { t } from "../../messages/messages";
import { applyStore, store } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { SaveLine } from "../forms/save-line";
import { type Saving, useSaving } from "../forms/saving";
import { typedSince, useUnsaved } from "../forms/unsaved";
import {
  BOARD_NAMES,
  type Draft,
  type Field,
  NUMBER_FIELDS,
  changedFields,
  draftOf,
  mistakes,
  rangeOf,
  settingsOf,
} from "./limits";

export function LimitsPage() {
  const view = store.value;
  return view === undefined ? null : <LimitsForm view={view} />;
}

function LimitsForm({ view }: { view: StoreView }) {
  const { shown, wrong, saving, set, submit } = useLimits(view);
  return (
    <form onSubmit={submit} noValidate>
      <Card title={t("limits.title")} span={4}>
        <div class="fields">
          {NUMBER_FIELDS.map((field) => (
            <NumberInput
              key={field}
              field={field}
              value={shown[field]}
              range={rangeOf(field, shown)}
              wrong={wrong.has(field)}
              set={(text) => set({ [field]: text })}
            />
          ))}
          <LetterInput
            value={shown.boothLetter}
            wrong={wrong.has("boothLetter")}
            set={(boothLetter) => set({ boothLetter })}
          />
          <BoardNamesInput value={shown.boardNames} set={(boardNames) => set({ boardNames })} />
        </div>
        <SaveLine saving={saving} word={t("form.save")} done={t("form.saved")} />
      </Card>
    </form>
  );
}

interface LimitsDraft {
  /** The form's fields as they are shown. */
  shown: Draft;
  wrong: ReadonlySet<Field>;
  saving: Saving;
  set(change: Partial<Draft>): void;
  submit(event: Event): void;
}

/** The form while it is filled in: untouched fields follow what another crew page may save. */
function useLimits(view: StoreView): LimitsDraft {
  const draft = useSignal<Partial<Draft>>({});
  const wrong = useSignal<ReadonlySet<Field>>(new Set());
  const saving = useSaving();
  const live = draftOf(view.settings);
  const shown = { ...live, ...draft.value };
  const changed = changedFields(shown, live);
  const set = (change: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...change };
    wrong.value = new Set([...wrong.value].filter((field) => !(field in change)));
    if (saving.state.value !== "busy") saving.state.value = "rest";
  };
  const save = async (): Promise<boolean> => {
    wrong.value = mistakes(shown);
    if (wrong.value.size > 0) {
      saving.state.value = { mistake: t("limits.check") };
      return false;
    }
    const sent = draft.value;
    const body: SetStore = { settings: settingsOf(shown, changed) };
    const answer = await saving.run((key) => request<StoreView>("PUT", "store", { body, key }), body);
    if (answer === undefined) return false;
    applyStore(answer);
    draft.value = typedSince(draft.value, sent);
    return true;
  };
  useUnsaved(changed.length === 0 ? undefined : { words: t("unsaved.limits", { n: changed.length }), save });
  const submit = (event: Event): void => {
    event.preventDefault();
    void save();
  };
  return { shown, wrong: wrong.value, saving, set, submit };
}

interface NumberInputProps {
  field: (typeof NUMBER_FIELDS)[number];
  value: string;
  range: readonly [min: number, max: number];
  wrong: boolean;
  set(text: string): void;
}

function NumberInput({ field, value, range: [min, max], wrong, set }: NumberInputProps) {
  return (
    <label class={wrong ? "field wrong" : "field"}>
      <span>{t(`limits.${field}`)}</span>
      <input value={value} inputMode="numeric" onInput={(event) => set(event.currentTarget.value)} />
      {wrong ? (
        <small class="mistake">{t("limits.between", { min, max })}</small>
      ) : (
        <small>{t(`limits.${field}Hint`)}</small>
      )}
    </label>
  );
}

interface LetterInputProps {
  value: string;
  wrong: boolean;
  set(letter: string): void;
}

function LetterInput({ value, wrong, set }: LetterInputProps) {
  return (
    <label class={wrong ? "field wrong" : "field"}>
      <span>{t("limits.boothLetter")}</span>
      <input value={value} maxLength={1} onInput={(event) => set(event.currentTarget.value.toUpperCase())} />
      {wrong ? (
        <small class="mistake">{t("limits.letter")}</small>
      ) : (
        <small>{t("limits.boothLetterHint")}</small>
      )}
    </label>
  );
}

function BoardNamesInput({ value, set }: { value: BoardNames; set(names: BoardNames): void }) {
  return (
    <div class="field">
      <span>{t("limits.boardNames")}</span>
      <div class="segments">
        {BOARD_NAMES.map((each) => (
          <button type="button" aria-pressed={value === each} onClick={() => set(each)}>
            {t(`limits.names.${each}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
