/**
 * The idempotency key of a form's write. A write whose answer was lost may have been done all the
 * same: sent again with the same content it bears the same key, until the hub has answered it.
 */

import { Unreachable, newKey } from "../../api/client";

export class WriteKey {
  #kept: { content: string; key: string } | undefined;

  /** Sends the content; its key is kept where no answer comes. */
  async send<T>(content: unknown, write: (key: string) => Promise<T>): Promise<T> {
    const said = JSON.stringify(content ?? null);
    if (this.#kept?.content !== said) this.#kept = { content: said, key: newKey() };
    const { key } = this.#kept;
    try {
      const answer = await write(key);
      this.#kept = undefined;
      return answer;
    } catch (cause) {
      if (!(cause instanceof Unreachable)) this.#kept = undefined;
      throw cause;
    }
  }
}
