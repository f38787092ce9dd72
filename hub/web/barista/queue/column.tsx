/** One column: its name, its figure and its cards; it scrolls by itself. */

import type { ComponentChildren } from "preact";
import { t } from "../../messages/messages";

interface ColumnProps {
  name: "preview" | "production" | "pickup";
  figure: string;
  /** The words of an empty column: what to do now. */
  empty: string | undefined;
  children: ComponentChildren;
}

export function Column({ name, figure, empty, children }: ColumnProps) {
  return (
    <section class={`column ${name}`} aria-label={t(`column.${name}`)}>
      <header>
        <h2>{t(`column.${name}`)}</h2>
        <span>{figure}</span>
      </header>
      <div class="cards">
        {children}
        {empty !== undefined && <p class="second empty">{empty}</p>}
      </div>
    </section>
  );
}
