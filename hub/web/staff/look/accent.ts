/** The branding's colour as the page's accent, with the soft shade that goes with it. Pure. */

import type { Branding } from "../../api/types";

/** The accent's variables, or nothing where the page's own colours stay. */
export type Accent = Readonly<Record<"--accent" | "--accent-soft", string>> | undefined;

/** The ground that the soft shade lies on: `card` of the tokens. */
const GROUND = { light: "#ffffff", dark: "#221914" } as const;
/** How much of the accent is in its soft shade. */
const SOFT = { light: 0.14, dark: 0.22 } as const;

export function accentOf(branding: Branding | undefined, scheme: "light" | "dark"): Accent {
  const accent = scheme === "light" ? branding?.accent : branding?.accentDark;
  if (!accent) return undefined;
  return { "--accent": accent, "--accent-soft": mix(accent, GROUND[scheme], SOFT[scheme]) };
}

/** `part` of the first colour in the second; both `#rrggbb`. */
export function mix(colour: string, ground: string, part: number): string {
  const channel = (at: number): string => {
    const [a, b] = [colour, ground].map((each) => Number.parseInt(each.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * part + (b ?? 0) * (1 - part))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
