/** Which cards arrive while the page is open. Those that are there when it opens do not. */

import { signal } from "@preact/signals";

/** Whether the columns have been shown once. */
export const shownOnce = signal(false);
