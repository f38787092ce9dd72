// The page's <main>: asking the booth for it again, and putting it in place without taking anything
// from under the customer's fingers. The pages are complete without any of this.

import { Asking } from "./asking";
import { defaultField, queryOf } from "./choosing";
import { called } from "./shake";

/** The element that a page is about. */
export const main = (): HTMLElement => document.getElementById("main") as HTMLElement;

/** The form whose fields are the page's address, if there is one: the drinks with their extras. */
const keptForm = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>("form[data-keep]");

/** A press on a drink, as the form would send it. */
interface Tap {
  form: HTMLFormElement;
  drink: HTMLButtonElement;
}

const asking = new Asking<Tap, string>({
  address,
  load,
  show: (text, tap) => {
    swap(text);
    if (tap) showExtras(tap.drink.id);
  },
  // The plain form has another try, with the browser's own words.
  lost: ({ form, drink }) => form.requestSubmit(drink),
  leaving: () => document.querySelector("form[data-sent]") !== null,
});

/**
 * The page's address now. On the drinks page it holds the choices and text of this moment, so that
 * the booth itself says what of it has sold out.
 */
export const here = (): string => asking.address();

/** Loads the page's <main> again. Resolves to whether the booth answered. */
export const refresh = (): Promise<boolean> => asking.ask();

/** A drink was tapped: its extras come without the page jumping. */
export const choose = (form: HTMLFormElement, drink: HTMLButtonElement): void =>
  asking.tapped({ form, drink });

function address(tap: Tap | undefined): string {
  const form = keptForm();
  const url = new URL(main().dataset.here ?? location.href, location.href);
  if (form) {
    const fields = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]);
    url.search = String(queryOf(fields, tap?.drink));
  }
  return url.pathname + url.search;
}

/**
 * A person ticked an option: from now on it is their answer and no default, in the form and, so
 * that *Back* and a reload find it, in the address.
 */
export function recordAnswer(option: HTMLInputElement): void {
  const shown = option.form?.elements.namedItem(defaultField(option.name));
  if (shown instanceof HTMLInputElement) shown.remove();
  keepAddress();
  void refresh();
}

/** Writes what the drinks page shows into its address, for *Back* and a reload. */
export function keepAddress(): void {
  if (keptForm()) history.replaceState(null, "", here());
}

async function load(address: string): Promise<string | undefined> {
  const answer = await fetch(address, {
    headers: { "Crema-Fragment": "main" },
    credentials: "same-origin",
    cache: "no-store",
    signal: timeout(),
  });
  const text = await answer.text();
  return answer.status < 500 ? text : undefined;
}

/** A request is given up after this long, ms: the radio in a full hall swallows some. */
const REQUEST_MS_MAX = 8000;

function timeout(): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(), REQUEST_MS_MAX);
  return control.signal;
}

function swap(text: string): void {
  const next = new DOMParser().parseFromString(text, "text/html").getElementById("main");
  const old = main();
  if (!next) return;
  if (next.dataset.look !== old.dataset.look) {
    // Another frame around it (the bar with the time): only a whole page brings that.
    location.replace(next.dataset.here ?? location.href);
    return;
  }
  if (renewWait(next)) return;
  const { title } = old.dataset;
  const before = called(old);
  const active = document.activeElement;
  const typing = active instanceof HTMLInputElement && active.type === "text";
  if (!typing || !renewAround(old, next, active.id)) {
    old.replaceWith(next);
    if (active?.id) document.getElementById(active.id)?.focus({ preventScroll: true });
  }
  document.title = main().dataset.title ?? document.title;
  document.body.dataset.state = main().dataset.state;
  if (document.title !== title) announce(document.title);
  if (keptForm()) history.replaceState(null, "", main().dataset.here);
  dispatchEvent(new CustomEvent("crema-swap", { detail: before }));
}

/**
 * While the page asks for a code, renews only the wait: nothing else of it depends on the booth,
 * and the typed text and the words about it stay. Returns whether that was so.
 */
function renewWait(next: HTMLElement): boolean {
  if (!document.getElementById("code") || !next.querySelector("#code")) return false;
  const [fresh, stale] = [next.querySelector(".wait"), document.querySelector(".wait")];
  if (fresh && stale) stale.replaceWith(fresh);
  return true;
}

/**
 * Renews everything but the field with this id, which someone types in: taking it out for a moment
 * would close the keyboard and throw away letters that are still being composed.
 */
function renewAround(old: Element, next: Element, id: string): boolean {
  const holder = (parent: Element): Element | undefined =>
    [...parent.children].find((child) => child.id === id || child.querySelector(`[id="${id}"]`));
  const [stays, comes] = [holder(old), holder(next)];
  if (!stays || !comes) return false;
  for (const { name, value } of next.attributes) old.setAttribute(name, value);
  while (stays.previousSibling) stays.previousSibling.remove();
  while (stays.nextSibling) stays.nextSibling.remove();
  while (comes.previousSibling) old.prepend(comes.previousSibling);
  while (comes.nextSibling) old.append(comes.nextSibling);
  return stays.id === id || renewAround(stays, comes, id);
}

/** Reads a sentence out to those who listen. */
function announce(sentence: string): void {
  const element = document.getElementById("said");
  if (element) element.textContent = sentence;
}

/** Where the extras came in below the screen, the page goes to the drink, as a plain one does. */
function showExtras(drink: string): void {
  const extras = document.querySelector("#choose fieldset");
  const act = document.querySelector("#choose .act");
  const card = document.getElementById(drink);
  if (!extras || !act || !card) return;
  if (extras.getBoundingClientRect().bottom > act.getBoundingClientRect().top) card.scrollIntoView();
}
