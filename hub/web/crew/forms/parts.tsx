/** What the crew's pages are made of: cards on the grid, figures, and a form's last line. */

import type { ComponentChildren } from "preact";
import { t } from "../../messages/messages";
import { type Saving, mistakeOf } from "./saving";

interface CardProps {
  title: string;
  /** Columns of the four it takes. */
  span?: 1 | 2 | 4;
  children: ComponentChildren;
}

export function Card({ title, span = 1, children }: CardProps) {
  return (
    <section class={`tile span-${span}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Figure({ title, figure, more }: { title: string; figure: string; more: string }) {
  return (
    <Card title={title}>
      <p class="figure">{figure}</p>
      <p class="second">{more}</p>
    </Card>
  );
}

/** The button of a form and, beside it, what became of the last press. */
export function SaveLine({ saving, word, done }: { saving: Saving; word: string; done: string }) {
  const mistake = mistakeOf(saving);
  return (
    <div class="save-line">
      <button type="submit" class="filled" disabled={saving.state.value === "busy"}>
        {saving.state.value === "busy" ? t("form.saving") : word}
      </button>
      {saving.state.value === "done" && <span class="well">{done}</span>}
      {mistake !== undefined && (
        <span class="mistake" role="alert">
          {mistake}
        </span>
      )}
    </div>
  );
}

export function Mistake({ saving }: { saving: Saving }) {
  const mistake = mistakeOf(saving);
  return mistake === undefined ? null : (
    <p class="mistake" role="alert">
      {mistake}
    </p>
  );
}
