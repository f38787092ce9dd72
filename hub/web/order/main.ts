// The customer's pages, live: a countdown that runs, a page that follows its order, a drink that
// opens without a reload. Every page works as plain HTML; this file only makes it pleasant.

import { watchCode } from "./code/code-field";
import { countDown } from "./countdown";
import { follow } from "./live";
import { choose, here, keepAddress, main, recordAnswer } from "./page";
import { type Called, called, shake, shakes } from "./shake";

/** Taps while a form is on its way are one tap: the button says so by standing back. */
function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const pressed = event.submitter;
  if (pressed instanceof HTMLButtonElement && pressed.classList.contains("drink")) {
    if (pressed.dataset.plain === undefined) event.preventDefault();
    if (event.defaultPrevented) choose(form, pressed);
    pressed.dataset.plain = "";
    return;
  }
  if (form.method !== "post") return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  // Only after the browser has read the form: a disabled button is not part of it.
  setTimeout(() => setDisabled(form, true));
}

function setDisabled(form: HTMLFormElement, disabled: boolean): void {
  for (const button of form.querySelectorAll("button")) button.disabled = disabled;
}

/** Back to a page that the browser kept: its form can be sent again. */
function onShow(): void {
  for (const form of document.forms) {
    delete form.dataset.sent;
    setDisabled(form, false);
  }
}

/** With another extra the drink contains something else, which the booth says. */
function onChange(event: Event): void {
  const field = event.target as HTMLInputElement;
  if (field.type === "radio" && field.form?.dataset.keep !== undefined) recordAnswer(field);
}

/** A link of the language list keeps the choices and text of now. */
function onClick(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>(".languages a");
  if (!link) return;
  const address = new URL(here(), location.href);
  address.searchParams.set("lang", link.lang);
  link.href = address.pathname + address.search;
}

function onSwap(event: Event): void {
  countDown();
  watchCode();
  const before = (event as CustomEvent<Called>).detail;
  if (shakes(before, called(main()))) shake();
}

document.addEventListener("submit", onSubmit);
document.addEventListener("click", onClick);
document.addEventListener("change", onChange);
addEventListener("pageshow", onShow);
// Another entry of the same page, as its links within make them: what is shown stays, so its address
// must follow.
addEventListener("popstate", keepAddress);
addEventListener("crema-swap", onSwap);
countDown();
watchCode();
follow();
