/** Which cards arrive before one's eyes. Those that stand there when the page opens do not. */

import { signal } from "@preact/signals";

/** Whether the columns have been shown once. */
export const shownOnce = signal(false);
