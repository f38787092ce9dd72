/** The menu's editing while it goes on: it follows the live menu, and saves on top of it. */

import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { get, request } from "../../../api/client";
import type { Drink, MenuView } from "../../../api/types";
import { t } from "../../../messages/messages";
import { applyMenu, menu } from "../../../staff/live/live-model";
import { type Saving, useSaving } from "../../forms/saving";
import { mistakesOf, tidied, withIds } from "./menu-draft";
import { type Work, afterSaving, beginWork, rebased, withTheirs } from "./menu-merge";

export interface Editing {
  work: Signal<Work>;
  /** The id of the drink that is shown. */
  chosen: Signal<string | undefined>;
  /** Mistakes are said once something was saved with one, and from then on. */
  strict: Signal<boolean>;
  /** Drinks, by id, of which the crew knows that others changed them too. */
  asked: Signal<ReadonlySet<string>>;
  saving: Saving;
  change(next: Drink[]): void;
  takeTheirs(): void;
  /** Returns whether the menu is saved. */
  save(): Promise<boolean>;
}

/** Begins with the live menu; `done` is called once it is saved. */
export function useEditing(done: () => void): Editing {
  const work = useSignal<Work>(beginWork(menu.peek()));
  const chosen = useSignal<string | undefined>(menu.peek().drinks[0]?.id);
  const strict = useSignal(false);
  const asked = useSignal<ReadonlySet<string>>(new Set());
  const saving = useSaving();
  // A drink that sells out while one edits is seen at once; while a save is on its way, once that
  // is answered: the menu that was sent may come back by the stream first, and is not another's
  // work.
  useSignalEffect(() => {
    const live = menu.value;
    if (saving.state.value !== "busy") work.value = rebased(work.peek(), live);
  });
  const change = (next: Drink[]): void => {
    work.value = { ...work.value, draft: { drinks: next } };
    if (saving.state.value !== "busy") saving.state.value = "rest";
  };
  const takeTheirs = (): void => {
    work.value = withTheirs(work.value);
    asked.value = new Set();
  };
  /**
   * Saves on top of the hub's menu of this moment. Returns whether that is the whole draft: more
   * may have been typed meanwhile. Nothing is sent where the crew is to be asked first.
   */
  const send = async (): Promise<{ whole: boolean } | undefined> => {
    const live = await get<MenuView>("menu");
    applyMenu(live);
    work.value = rebased(work.value, live.menu);
    const { clashes, draft } = work.value;
    if ([...clashes.keys()].some((id) => !asked.value.has(id))) {
      asked.value = new Set(clashes.keys());
      return undefined;
    }
    const sent = withIds(draft, live.menu);
    const at = draft.drinks.findIndex(({ id }) => id === chosen.value);
    work.value = { ...work.value, draft: sent };
    chosen.value = sent.drinks[at]?.id ?? chosen.value;
    const answer = await request<MenuView>("PUT", "menu", { body: { menu: sent } });
    const whole = work.value.draft === sent;
    work.value = afterSaving(work.value, sent);
    applyMenu(answer);
    return { whole };
  };
  const save = async (): Promise<boolean> => {
    const draft = tidied(work.value.draft);
    work.value = { ...work.value, draft };
    const wrong = draft.drinks.find((each) => mistakesOf(each).size > 0);
    strict.value = wrong !== undefined;
    if (wrong !== undefined) {
      chosen.value = wrong.id;
      saving.state.value = { mistake: t("limits.check") };
      return false;
    }
    const saved = await saving.run(send);
    if (!saved?.whole) return false;
    done();
    return true;
  };
  return { work, chosen, strict, asked, saving, change, takeTheirs, save };
}
