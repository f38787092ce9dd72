/** The menu as a file, out and in. Mistakes in a file are shown line by line. */

import { useSignal } from "@preact/signals";
import { Refused, Unreachable, sendText } from "../../api/client";
import type { MenuView } from "../../api/types";
import { language, t } from "../../messages/messages";
import { applyMenu, menu } from "../../staff/live/live-model";
import { handleSignedOut } from "../../staff/session/session";
import { named } from "../../staff/words/drink-words";
import { refusalWords } from "../../staff/words/refusal-words";
import { Card } from "../forms/card";
import { type FileKind, kindOf, linesOf } from "./menu-file";
import { type StockNews, stockNews } from "./menu-stock";

const KINDS: readonly FileKind[] = ["csv", "toml"];

type State =
  | { at: "rest" | "busy" }
  | { at: "done"; drinks: number; news: StockNews }
  | { at: "wrong"; lines: string[] };

export function MenuFiles() {
  const state = useSignal<State>({ at: "rest" });
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const kind = kindOf(file.name);
    if (kind === undefined) {
      state.value = { at: "wrong", lines: [t("files.kind", { name: file.name })] };
      return;
    }
    state.value = { at: "busy" };
    const before = menu.peek();
    try {
      const answer = await sendText<MenuView>("PUT", `menu.${kind}`, await file.text(), TYPES[kind]);
      applyMenu(answer);
      state.value = {
        at: "done",
        drinks: answer.menu.drinks.length,
        news: stockNews(before, answer.menu),
      };
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof Unreachable)) throw cause;
      handleSignedOut(cause);
      const lines = cause instanceof Refused ? linesOf(refusalWords(cause)) : [t("form.unreachable")];
      state.value = { at: "wrong", lines };
    }
    // The same file, mended, is to be taken again.
    input.value = "";
  };
  const now = state.value;
  return (
    <Card title={t("files.title")} span={4}>
      <p class="second">{t("files.intro")}</p>
      <div class="save-line">
        {KINDS.map((kind) => (
          <a key={kind} class="outlined link" href={`/api/v1/menu.${kind}`} download={`menu.${kind}`}>
            {t("files.download", { kind: kind.toUpperCase() })}
          </a>
        ))}
        <label class="outlined link file">
          {now.at === "busy" ? t("form.saving") : t("files.upload")}
          <input
            type="file"
            accept=".csv,.toml"
            disabled={now.at === "busy"}
            onChange={(event) => void take(event.currentTarget)}
          />
        </label>
        {now.at === "done" && <span class="well">{t("files.done", { n: now.drinks })}</span>}
      </div>
      {now.at === "done" && <StockWords news={now.news} />}
      {now.at === "wrong" && (
        <div class="file-mistakes" role="alert">
          <p class="mistake">{now.lines[0]}</p>
          <ol>
            {now.lines.slice(1).map((line) => (
              <li>{line}</li>
            ))}
          </ol>
          <p class="second">{t("files.mend")}</p>
        </div>
      )}
    </Card>
  );
}

/** A file sets availability, too: its changes of that must not surprise anyone. */
function StockWords({ news: { soldOut, back } }: { news: StockNews }) {
  if (soldOut.length + back.length === 0) return null;
  const list = (things: StockNews["back"]): string =>
    things.map((thing) => named(thing, language.value)).join(", ");
  return (
    <div role="status">
      {soldOut.length > 0 && <p class="bad-word">{t("files.soldOut", { list: list(soldOut) })}</p>}
      {back.length > 0 && <p>{t("files.back", { list: list(back) })}</p>}
    </div>
  );
}

/** RFC 4180's type, and the one TOML asks for. */
const TYPES: Readonly<Record<FileKind, string>> = { csv: "text/csv", toml: "application/toml" };
