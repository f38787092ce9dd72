/** The one question before unsaved changes are left: save them, discard them, or go on editing. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../messages/messages";
import { discard, leaving, saveAndGo, stay, unsaved } from "./unsaved";

export function LeaveQuestion() {
  const form = unsaved.value;
  if (form === undefined || leaving.value === undefined) return null;
  return (
    <Question words={form.words}>
      {form.save !== undefined && (
        <button type="button" class="filled" onClick={() => void saveAndGo()}>
          {t("form.save")}
        </button>
      )}
      <button type="button" class="outlined late" onClick={discard}>
        {t("unsaved.discard")}
      </button>
      <button type="button" class={form.save === undefined ? "filled" : "outlined"} onClick={stay}>
        {t("unsaved.stay")}
      </button>
    </Question>
  );
}

function Question({ words, children }: { words: string; children: ComponentChildren }) {
  const box = useRef<HTMLElement>(null);
  // A link far away may have been pressed: the question comes into view.
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      class="leave-question"
      role="alertdialog"
      aria-label={words}
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => event.key === "Escape" && stay()}
    >
      <p>{words}</p>
      <div class="save-line">{children}</div>
    </section>
  );
}
