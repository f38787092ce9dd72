/** Timers that a test moves by itself. */

import { mock } from "node:test";

const FAKED: readonly ["setTimeout", "setInterval"] = ["setTimeout", "setInterval"];

/** Replaces the timers until `mock.timers.reset()`. Node 18, which Debian 12 has, takes the bare list. */
export function fakeTimers(): void {
  try {
    mock.timers.enable({ apis: [...FAKED] });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const enable = mock.timers.enable as unknown as (apis: readonly string[]) => void;
    enable.call(mock.timers, FAKED);
  }
}
