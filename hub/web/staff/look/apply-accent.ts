/** Puts the branding's accent on the page, by day and by night. The accent itself is in `accent.ts`. */

import { effect, signal } from "@preact/signals";
import { store } from "../live/live-model";
import { accentOf } from "./accent";

const VARIABLES = ["--accent", "--accent-soft"] as const;

/** Keeps the page in the booth's colour from now on. */
export function applyAccent(): void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const dark = signal(query.matches);
  query.addEventListener("change", () => (dark.value = query.matches));
  effect(() => {
    const accent = accentOf(store.value?.branding, dark.value ? "dark" : "light");
    const { style } = document.documentElement;
    for (const name of VARIABLES) {
      if (accent === undefined) style.removeProperty(name);
      else style.setProperty(name, accent[name]);
    }
  });
}
