/** The crew's pages and which one the address names. */

import { signal } from "@preact/signals";

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
addEventListener("hashchange", () => (page.value = named(location.hash)));

function named(hash: string): Page {
  return PAGES.find((name) => `#${name}` === hash) ?? "today";
}
