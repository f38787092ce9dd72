/** A sheet's frame: its title and its way out. The keyboard's focus comes into it and goes back. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../messages/messages";
import { close } from "./panel";

export function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (frame.current?.contains(before) === false) frame.current.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside class="sheet" aria-label={title} ref={frame} tabIndex={-1}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="outlined" onClick={close}>
          {t("app.close")}
        </button>
      </header>
      {/* In the focus order, so that arrow keys can scroll a sheet without buttons. */}
      <div class="sheet-body" tabIndex={0}>
        {children}
      </div>
    </aside>
  );
}
