/** Cards on the grid of the crew's pages; some hold one figure. */

import type { ComponentChildren } from "preact";

interface CardProps {
  title: string;
  /** Columns of the four it takes. */
  span?: 1 | 2 | 4;
  look?: "trouble";
  children: ComponentChildren;
}

export function Card({ title, span = 1, look, children }: CardProps) {
  const classes = `tile span-${span}`;
  return (
    <section class={look === undefined ? classes : `${classes} ${look}`}>
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
