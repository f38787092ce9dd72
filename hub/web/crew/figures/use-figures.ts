/** The present occasion's figures, counted again whenever the store's own figures have moved. */

import { signal, useSignalEffect } from "@preact/signals";
import { get } from "../../api/client";
import type { Figures } from "../../api/types";
import { store } from "../../staff/live/live-model";
import { NO_FIGURES } from "./figures";

/** Kept between pages, so that one that is opened again shows the last figures at once. */
const figures = signal<Figures>(NO_FIGURES);

export function useFigures(): Figures {
  useSignalEffect(() => {
    if (store.value === undefined) return;
    get<Figures>("figures").then(
      (answer) => (figures.value = answer),
      () => undefined,
    );
  });
  return figures.value;
}
