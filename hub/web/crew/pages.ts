/** The crew's pages and which one the address names. */

import { signal } from "@preact/signals";
import { leave } from "./forms/unsaved";

export const PAGES = [
  "today",
  "menu",
  "store",
  "limits",
  "people",
  "printers",
  "branding",
  "occasion",
  "end",
  "log",
] as const;
export type Page = (typeof PAGES)[number];

export const page = signal<Page>(named(location.hash));
addEventListener("hashchange", () => {
  const wanted = named(location.hash);
  if (wanted === page.peek()) return;
  const here = page.peek();
  const go = (): void => {
    page.value = wanted;
    history.replaceState(null, "", `#${wanted}`);
  };
  // Until the question is answered the address names the page that is still shown.
  if (!leave(go)) history.replaceState(null, "", `#${here}`);
});

function named(hash: string): Page {
  return PAGES.find((name) => `#${name}` === hash) ?? "today";
}
