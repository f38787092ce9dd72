/** Pairing by PIN and name: one form with keys as large as a till's. */

import { useSignal } from "@preact/signals";
import { Refused } from "../../api/client";
import { type MessageKey, t } from "../../messages/messages";
import { LanguageSwitch } from "../words/language-switch";
import { refusalWords } from "../words/refusal-words";
import { signIn } from "./session";

const PIN_DIGITS = 6;
/** Longest name of staff, characters: what a card has room for. */
const NAME_MAX = 24;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export function SignIn({
  title,
  intro,
  notice,
}: {
  title: string;
  intro: string;
  notice?: string | undefined;
}) {
  const pin = useSignal("");
  const name = useSignal("");
  const mistake = useSignal<string | undefined>(notice);
  const busy = useSignal(false);

  const type = (digit: string): void => {
    pin.value = (pin.value + digit).replace(/\D/g, "").slice(0, PIN_DIGITS);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = whatIsMissing(pin.value, name.value);
    if (missing !== undefined) {
      mistake.value = t(missing);
      return;
    }
    busy.value = true;
    try {
      await signIn(pin.value, name.value.trim());
    } catch (cause) {
      mistake.value = cause instanceof Refused ? refusalWords(cause) : t("signin.unreachable");
      if (cause instanceof Refused) pin.value = "";
    }
    busy.value = false;
  };

  return (
    <main class="sign-in">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <header>
          <h1>{title}</h1>
          <LanguageSwitch />
        </header>
        <p class="second">{intro}</p>
        <div class="sign-in-grid">
          <div class="sign-in-fields">
            <label class="field">
              <span>{t("signin.name")}</span>
              <input
                value={name.value}
                maxLength={NAME_MAX}
                autoComplete="nickname"
                onInput={(event) => (name.value = event.currentTarget.value)}
              />
              <small>{t("signin.nameHint")}</small>
            </label>
            <label class="field">
              <span>{t("signin.pin")}</span>
              <input
                class="pin"
                value={pin.value}
                inputMode="numeric"
                autoComplete="off"
                onInput={(event) => {
                  pin.value = "";
                  type(event.currentTarget.value);
                  event.currentTarget.value = pin.value;
                }}
              />
            </label>
            {mistake.value !== undefined && (
              <p class="mistake" role="alert">
                {mistake.value}
              </p>
            )}
          </div>
          <div class="keys">
            {KEYS.map((digit) => (
              <button type="button" class="outlined key" onClick={() => type(digit)}>
                {digit}
              </button>
            ))}
            <button
              type="button"
              class="outlined key word"
              onClick={() => (pin.value = pin.value.slice(0, -1))}
            >
              {t("signin.delete")}
            </button>
            <button type="button" class="outlined key" onClick={() => type("0")}>
              0
            </button>
            <button type="submit" class="filled key word" disabled={busy.value}>
              {t("signin.go")}
            </button>
          </div>
        </div>
      </form>
    </main>
  );
}

function whatIsMissing(pin: string, name: string): MessageKey | undefined {
  if (name.trim() === "") return "signin.needName";
  return pin.length < PIN_DIGITS ? "signin.needPin" : undefined;
}
