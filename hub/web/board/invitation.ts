/**
 * What the right half of the board shows while it has no orders: the menu, and that no one is waiting.
 * The hub's picture leaves that half empty; this fills the room between its headings and its footer.
 */

import type { Drink, StoreView } from "../api/types";
import { GLASS_UNITS, OUTLINE, glassOf } from "../staff/look/glass";
import { type Room, layOut } from "./invitation-layout";

const SVG = "http://www.w3.org/2000/svg";
const FOAM = "#fdf6ec";
const FOAM_QUIET = "#e6dfd6";
/** The heading whose left edge and baseline begin the room. */
const HEADING = "Preparing";
/** Height of the line above the footer, which ends the room. */
const FOOTER_LINE = "2";
/** How strongly it is shown while the hub cannot be reached, as the rest of the picture. */
const OPACITY_LOST = "0.6";

/** Whether nothing is on the board: nothing waits, nothing is being made, nothing is ready. */
export function isQuiet(view: StoreView, picture: ParentNode): boolean {
  return view.drinksAhead === 0 && picture.querySelector("[data-order]") === null;
}

/**
 * The sentences of an empty board; none where the left half says all there is to say. A full booth
 * takes no order, and while the hub cannot be reached no one knows who waits.
 */
export function wordsOf(
  { store, drinksMade, hasRoom }: Pick<StoreView, "store" | "drinksMade" | "hasRoom">,
  lost: boolean,
): string[] {
  if (store.state === "paused") return ["On the menu"];
  if (store.state === "open") {
    return lost || !hasRoom ? ["On the menu"] : ["Nobody is waiting.", "Yours could be the first."];
  }
  return store.state === "closed" && drinksMade === 0 ? ["Opens soon."] : [];
}

/** Adds the invitation to a picture without orders; a picture that has no room for it stays as it is. */
export function invite(picture: SVGSVGElement, view: StoreView, menu: readonly Drink[], lost: boolean): void {
  const words = wordsOf(view, lost);
  const room = roomIn(picture);
  const drinks = menu.filter((drink) => drink.available);
  const [first] = drinks;
  if (room === undefined || first === undefined || words.length === 0) return;
  const names = drinks.map(({ name }) => name);
  const { left, right, top, bottom } = glassOf(first);
  const { hero, lines, cells } = layOut(room, words, names, (right - left) / GLASS_UNITS);
  const y = hero.middle - (hero.size / GLASS_UNITS) * ((top + bottom) / 2);
  picture.append(
    element("g", { id: "invitation", ...(lost && { opacity: OPACITY_LOST }) }, [
      glass(first, { ...hero, y }),
      ...lines.map(({ text, ...at }) => line(text, { ...at, "font-weight": 700, fill: FOAM })),
      ...cells.flatMap(({ glass: at, name }, index) => {
        const drink = drinks[index];
        return drink === undefined
          ? []
          : [glass(drink, at), line(drink.name, { ...name, "font-weight": 600, fill: FOAM_QUIET })];
      }),
    ]),
  );
}

/** The room below the headings and above the footer's line. */
function roomIn(picture: SVGSVGElement): Room | undefined {
  const heading = [...picture.querySelectorAll("text")].find((text) => text.textContent === HEADING);
  if (heading === undefined) return undefined;
  const footer = [...picture.querySelectorAll(`rect[height="${FOOTER_LINE}"]`)].find(
    (line) => of(line, "x") === of(heading, "x"),
  );
  if (footer === undefined) return undefined;
  const [top, bottom] = [of(heading, "y"), of(footer, "y")];
  return { x: of(footer, "x"), top, width: of(footer, "width"), height: bottom - top };
}

function of(shape: Element, attribute: string): number {
  return Number(shape.getAttribute(attribute));
}

/** A drink's glass with its left edge at `x`. */
function glass(drink: Drink, { x, y, size }: { x: number; y: number; size: number }): SVGElement {
  const { left, layers, empty, wall } = glassOf(drink);
  const scale = size / GLASS_UNITS;
  return element("g", { transform: `translate(${x - left * scale} ${y}) scale(${scale})` }, [
    ...layers.map(({ colour, path }) => element("path", { fill: colour, d: path })),
    ...(empty === undefined ? [] : [element("path", { fill: FOAM, opacity: "0.15", d: empty })]),
    element("path", {
      fill: "none",
      stroke: FOAM,
      "stroke-width": OUTLINE,
      "stroke-linecap": "round",
      d: wall,
    }),
  ]);
}

function line(text: string, attributes: Record<string, string | number>): SVGElement {
  const made = element("text", attributes);
  made.textContent = text;
  return made;
}

function element(name: string, attributes: Record<string, string | number>, inside: Node[] = []): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}
