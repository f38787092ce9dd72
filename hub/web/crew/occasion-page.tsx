/** *Occasion*: what is on now, and beginning a new one, which is asked once. */

import { useSignal } from "@preact/signals";
import { request } from "../api/client";
import type { StartOccasion } from "../api/types";
import { t } from "../messages/messages";
import { store } from "../staff/live";
import { Card, Mistake, SaveLine } from "./parts";
import { useSaving } from "./saving";

/** Longest name, characters (`TEXT_CHARS_MAX` in the API). */
const NAME_MAX = 80;

export function OccasionPage() {
  const view = store.value;
  if (view === undefined) return null;
  const { name, start, end } = view.occasion;
  return (
    <div class="grid">
      <Card title={t("occasion.now")} span={2}>
        <p class="figure">{name}</p>
        <p class="second">{[start, end].filter((day) => day !== undefined).join(" – ")}</p>
      </Card>
      <NewOccasion open={view.inFlight} />
    </div>
  );
}

function NewOccasion({ open }: { open: number }) {
  const name = useSignal("");
  const start = useSignal("");
  const end = useSignal("");
  const asked = useSignal(false);
  const wrong = useSignal<"name" | "end" | undefined>(undefined);
  const saving = useSaving();
  const begun = useSignal("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    wrong.value = mistake(name.value, start.value, end.value);
    if (wrong.value !== undefined) return;
    if (!asked.value) {
      asked.value = true;
      return;
    }
    asked.value = false;
    begun.value = name.value.trim();
    const body: StartOccasion = {
      name: begun.value,
      ...(start.value !== "" && { start: start.value }),
      ...(end.value !== "" && { end: end.value }),
    };
    await saving.run(() => request("POST", "occasions", { body }));
    if (saving.state.value === "done") name.value = start.value = end.value = "";
  };
  return (
    <Card title={t("occasion.new")} span={2}>
      <form class="stack" onSubmit={(event) => void submit(event)} noValidate>
        <p class="second">{t("occasion.intro", { n: open })}</p>
        <label class={wrong.value === "name" ? "field wrong" : "field"}>
          <span>{t("occasion.name")}</span>
          <input
            value={name.value}
            maxLength={NAME_MAX}
            placeholder={t("occasion.nameHint")}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
          {wrong.value === "name" && <small class="mistake">{t("occasion.needName")}</small>}
        </label>
        <div class="two-fields">
          <label class="field">
            <span>{t("occasion.start")}</span>
            <input
              type="date"
              value={start.value}
              onInput={(event) => (start.value = event.currentTarget.value)}
            />
          </label>
          <label class={wrong.value === "end" ? "field wrong" : "field"}>
            <span>{t("occasion.end")}</span>
            <input
              type="date"
              value={end.value}
              onInput={(event) => (end.value = event.currentTarget.value)}
            />
            {wrong.value === "end" && <small class="mistake">{t("occasion.endFirst")}</small>}
          </label>
        </div>
        {asked.value ? (
          <div class="save-line">
            <button type="button" class="outlined" onClick={() => (asked.value = false)}>
              {t("app.back")}
            </button>
            <button type="submit" class="filled">
              {t("occasion.really", { name: name.value.trim() })}
            </button>
            <Mistake saving={saving} />
          </div>
        ) : (
          <SaveLine
            saving={saving}
            word={t("occasion.go")}
            done={t("occasion.begun", { name: begun.value })}
          />
        )}
      </form>
    </Card>
  );
}

function mistake(name: string, start: string, end: string): "name" | "end" | undefined {
  if (name.trim() === "" || name.trim().length > NAME_MAX) return "name";
  return start !== "" && end !== "" && end < start ? "end" : undefined;
}
