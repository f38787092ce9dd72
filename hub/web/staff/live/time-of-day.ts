/**
 * The time of day, for a booth that cannot know it: a Pi has no clock battery, and an event no
 * internet. A tablet has both, so each sends its time when it begins to follow. A booth that knows
 * better keeps to that.
 */

import { request } from "../../api/client";

export async function sendTimeOfDay(): Promise<void> {
  try {
    await request("PUT", "clock", { body: { wallMs: Date.now() } });
  } catch {
    // Out of reach, or a tablet with a dead clock: the booth goes on without, and says so.
  }
}
