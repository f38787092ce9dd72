/** The branding's form as values, its mistakes, and how well a colour can be read. Pure. */

import type { Branding, SetBranding } from "../../api/types";

/** Maximum of sponsors on the strip (`SPONSORS_MAX` in the API). */
export const SPONSORS_MAX = 6;
/** Longest sponsor, characters. */
const SPONSOR_CHARS_MAX = 80;
/** Largest logo, bytes (`LOGO_BYTES_MAX` in the API). */
export const LOGO_BYTES_MAX = 48 * 1024;
/** What every PNG begins with. */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface BrandingDraft {
  /** `#rrggbb`; empty is the page's own. */
  colour: string;
  /** One a line. */
  sponsors: string;
}

export type BrandingField = keyof BrandingDraft;

export function draftOfBranding(branding: Branding | undefined): BrandingDraft {
  return { colour: branding?.colour ?? "", sponsors: (branding?.sponsors ?? []).join("\n") };
}

export function mistakesIn(draft: BrandingDraft): Set<BrandingField> {
  const wrong = new Set<BrandingField>();
  if (draft.colour !== "" && !/^#[0-9a-f]{6}$/.test(draft.colour)) wrong.add("colour");
  const sponsors = sponsorsOf(draft);
  const tooLong = sponsors.some((name) => [...name].length > SPONSOR_CHARS_MAX);
  if (sponsors.length > SPONSORS_MAX || tooLong) wrong.add("sponsors");
  return wrong;
}

/** The request to the hub; only for a draft without mistakes. */
export function brandingOf(draft: BrandingDraft): SetBranding {
  return { colour: draft.colour, sponsors: sponsorsOf(draft) };
}

/** The fields that differ from the form's beginning, for the hub; those left out stay there. */
export function brandingChange(draft: BrandingDraft, live: BrandingDraft): SetBranding {
  const { colour, sponsors } = brandingOf(draft);
  return {
    ...(draft.colour !== live.colour && { colour }),
    ...(draft.sponsors !== live.sponsors && { sponsors }),
  };
}

/** Whether two forms ask for the same. */
export function sameBranding(one: BrandingDraft, other: BrandingDraft): boolean {
  return one.colour === other.colour && sponsorsOf(one).join("\n") === sponsorsOf(other).join("\n");
}

function sponsorsOf({ sponsors }: BrandingDraft): string[] {
  return sponsors
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A PNG as the hub takes it; nothing when it is none, or too large. */
export function pngAsBase64(bytes: Uint8Array): string | undefined {
  const isPng = PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
  if (!isPng || bytes.length > LOGO_BYTES_MAX) return undefined;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
