// The page's <main>: asking the booth for it anew, and putting it in place without taking anything
// from under the customer's fingers. The pages are complete without any of this.

import { called } from "./shake";

/** The element that a page is about. */
export const main = (): HTMLElement => document.getElementById("main") as HTMLElement;

/** The form whose fields are the page's address, if there is one: the drinks with their extras. */
const keptForm = (): HTMLFormElement | null =>
  document.querySelector<HTMLFormElement>("form[data-keep]");

/**
 * The page's address now. On the drinks page it holds what is chosen and typed at this moment, so
 * that the booth itself says what of it has sold out.
 */
export function here(): string {
  const form = keptForm();
  const address = new URL(main().dataset.here ?? location.href, location.href);
  if (form) address.search = String(fields(form));
  return address.pathname + address.search;
}

/** A form's fields as a query; of a name that comes twice the last, as the booth reads it. */
function fields(form: HTMLFormElement, pressed?: HTMLElement | null): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) query.set(name, String(value));
  if (pressed instanceof HTMLButtonElement && pressed.name) query.set(pressed.name, pressed.value);
  return query;
}

/** Whether a form is on its way: then the next page comes by itself. */
const sending = (): boolean => document.querySelector("form[data-sent]") !== null;

/** Counts requests: an answer that a later request has overtaken is thrown away. */
let asked = 0;

/** Loads the page's <main> anew. Resolves to whether the booth answered. */
export async function refresh(address = here()): Promise<boolean> {
  if (sending()) return true;
  const turn = ++asked;
  const before = keptForm() ? here() : "";
  try {
    const answer = await fetch(address, {
      headers: { "Crema-Fragment": "main" },
      credentials: "same-origin",
      cache: "no-store",
      signal: timeout(),
    });
    const text = await answer.text();
    if (turn !== asked || sending()) return true;
    // Something was chosen while we asked: this answer is about the choice before.
    if (before && keptForm() && before !== here()) return refresh();
    if (answer.status < 500) swap(text);
    return answer.status < 500;
  } catch {
    return turn !== asked;
  }
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
  if (keepsCode(next)) return;
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
  if (document.title !== title) say(document.title);
  if (keptForm()) history.replaceState(null, "", main().dataset.here);
  dispatchEvent(new CustomEvent("crema-swap", { detail: before }));
}

/**
 * While the page asks for a code, only the wait is renewed: nothing else of it depends on the
 * booth, and what is typed and said about it stays. Returns whether that was so.
 */
function keepsCode(next: HTMLElement): boolean {
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
function say(sentence: string): void {
  const element = document.getElementById("said");
  if (element) element.textContent = sentence;
}

/** A drink was tapped: its extras come without the page jumping. */
export function choose(form: HTMLFormElement, pressed: HTMLElement | null): void {
  const address = new URL(form.action, location.href);
  void refresh(`${address.pathname}?${fields(form, pressed)}`).then((answered) => {
    if (answered) showExtras(pressed);
    // Without an answer the plain form has another try, with the browser's own words.
    else if (pressed) form.requestSubmit(pressed);
  });
}

/** Where the extras came in below the screen, the page goes to the drink, as a plain one does. */
function showExtras(pressed: HTMLElement | null): void {
  const extras = document.querySelector("#choose fieldset");
  const act = document.querySelector("#choose .act");
  const card = pressed && document.getElementById(pressed.id);
  if (!extras || !act || !card) return;
  if (extras.getBoundingClientRect().bottom > act.getBoundingClientRect().top) card.scrollIntoView();
}
