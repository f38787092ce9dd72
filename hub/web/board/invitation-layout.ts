/** Where the parts of an empty board's invitation are, in the picture's units. Pure. */

/** What the picture leaves free. `top` is the headings' baseline. */
export interface Room {
  x: number;
  top: number;
  width: number;
  height: number;
}

/** A glass: its left edge, the middle of its height, and the side of its square. */
interface Place {
  x: number;
  middle: number;
  size: number;
}

type Line = { x: number; y: number; "font-size": number };

export interface Invitation {
  /** The first drink, large. */
  hero: Place;
  /** Its sentences, beside it. */
  lines: (Line & { text: string })[];
  /** The menu below, a glass and a name each. */
  cells: { glass: Omit<Place, "middle"> & { y: number }; name: Line }[];
}

/** From the headings' baseline to the large glass, from that to the menu, and from that to the footer. */
const BELOW_HEADINGS = 56;
const ABOVE_MENU = 48;
const ABOVE_FOOTER = 24;
/** The large glass's square at most, and as a part of the room's width. */
const HERO_MAX = 320;
const HERO_WIDTH = 0.36;
/** What the menu needs beside half of the room's height. */
const HERO_LESS = 130;
/** Between the large glass and its sentences. */
const BESIDE_HERO = 48;
/** Sentences and names: as large as this where they fit, and no smaller than is read in a hall. */
const SENTENCE_MAX = 60;
const SENTENCE_MIN = 28;
const SENTENCE_LINES_MAX = 3;
const NAME_MAX = 40;
const NAME_MIN = 24;
const NAME_GAP = 24;
const PITCH = 1.25;
/** Average width of a letter, em; of a Chinese or Japanese one, 1. */
const LETTER_EM = 0.6;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;
/** Height of the lowest row that still looks like a glass with its name. */
const ROW_MIN = 112;
const ROW_MAX = 190;
/** Columns, the best first. */
const COLUMNS = [4, 5, 6, 7, 8, 3, 2] as const;

/** `heroPart`: how much of its square's width the large glass takes. */
export function layOut(
  room: Room,
  sentences: readonly string[],
  names: readonly string[],
  heroPart: number,
): Invitation {
  const top = room.top + BELOW_HEADINGS;
  const size = Math.min(HERO_MAX, room.height / 2 - HERO_LESS, room.width * HERO_WIDTH);
  const beside = room.x + size * heroPart + BESIDE_HERO;
  const menuTop = top + size + ABOVE_MENU;
  const menuHeight = room.top + room.height - ABOVE_FOOTER - menuTop;
  return {
    hero: { x: room.x, middle: top + size / 2, size },
    lines: linesOf(sentences, { x: beside, top, width: room.x + room.width - beside, height: size }),
    cells: cellsOf({ ...room, top: menuTop, height: menuHeight }, names),
  };
}

/** Sentences around the middle of their room, as large as few lines of them can be. */
function linesOf(sentences: readonly string[], { x, top, width, height }: Room): Invitation["lines"] {
  let size = SENTENCE_MAX;
  const broken = (): string[] => sentences.flatMap((sentence) => balanced(sentence, width / size));
  const fits = (count: number): boolean => count <= SENTENCE_LINES_MAX && count * size * PITCH <= height;
  while (size > SENTENCE_MIN && !fits(broken().length)) size -= 2;
  const lines = broken();
  const pitch = size * PITCH;
  const first = top + height / 2 - ((lines.length - 1) * pitch) / 2 + size * 0.36;
  return lines.map((text, row) => ({ text, x, y: first + row * pitch, "font-size": size }));
}

/** Lines of at most so many em, as few as possible, and as even as these can be. */
function balanced(sentence: string, most: number): string[] {
  const few = wrapped(sentence, most).length;
  let even = most;
  while (even > 1 && wrapped(sentence, even - 1).length === few) even -= 1;
  return wrapped(sentence, even);
}

/** Lines of at most so many em. */
function wrapped(sentence: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && ems(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Rows of glasses with their names; drinks that find no row are left out. */
function cellsOf(room: Room, names: readonly string[]): Invitation["cells"] {
  const columns = columnsFor(room, names);
  const rows = Math.min(Math.ceil(names.length / columns), Math.floor(room.height / ROW_MIN));
  if (rows < 1) return [];
  const shown = names.slice(0, columns * rows);
  const [width, height] = [room.width / columns, Math.min(ROW_MAX, room.height / rows)];
  const size = Math.max(NAME_MIN, nameSize(room, columns, shown));
  const side = height - size * 1.6;
  return shown.map((_, index) => {
    const x = room.x + (index % columns) * width;
    const y = room.top + Math.floor(index / columns) * height;
    return { glass: { x, y, size: side }, name: { x, y: y + side + size, "font-size": size } };
  });
}

/** The first way in which rows are high enough and names large enough, or else the first. */
function columnsFor(room: Room, names: readonly string[]): number {
  const fits = (columns: number): boolean =>
    Math.ceil(names.length / columns) * ROW_MIN <= room.height && nameSize(room, columns, names) >= NAME_MIN;
  return COLUMNS.find(fits) ?? COLUMNS[0];
}

function nameSize({ width }: Room, columns: number, names: readonly string[]): number {
  return Math.floor(Math.min(NAME_MAX, (width / columns - NAME_GAP) / Math.max(...names.map(ems))));
}

function ems(words: string): number {
  return [...words].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : LETTER_EM), 0);
}
