// Asking the booth for the page while things go on: a tap is part of every question until an answer
// to it is shown, and an answer that a later question has overtaken is thrown away. Knows nothing
// of the page itself.

/** The page, or a test's. */
export interface Page<Tap, Answer> {
  /** The address of the page with the choices and text of this moment, and with the tap. */
  address(tap: Tap | undefined): string;
  /** Resolves to the answer; to `undefined`, or rejects, if the booth sent none. */
  load(address: string): Promise<Answer | undefined>;
  /** Puts the answer in place; it was asked for with `tap`. */
  show(answer: Answer, tap: Tap | undefined): void;
  /** A question with a tap in it was not answered: the browser may try by itself. */
  lost(tap: Tap): void;
  /** Whether the next page is on its way by itself, so that nothing is to be asked or shown. */
  leaving(): boolean;
}

export class Asking<Tap, Answer> {
  readonly #page: Page<Tap, Answer>;
  /** The tap that is not shown yet. */
  #tap: Tap | undefined;
  /** Counts questions. */
  #turn = 0;

  constructor(page: Page<Tap, Answer>) {
    this.#page = page;
  }

  /** The address with the choices, text and tap of this moment. */
  address(): string {
    return this.#page.address(this.#tap);
  }

  /** Asks with this tap, and with it from now on. */
  tapped(tap: Tap): void {
    this.#tap = tap;
    void this.ask();
  }

  /** Asks for the page again. Resolves to whether the booth is there, as far as this question shows. */
  async ask(): Promise<boolean> {
    if (this.#page.leaving()) return true;
    const turn = ++this.#turn;
    const tap = this.#tap;
    const address = this.address();
    const answer = await this.#page.load(address).catch(() => undefined);
    if (turn !== this.#turn || this.#page.leaving()) return true;
    if (answer === undefined) {
      this.#tap = undefined;
      if (tap !== undefined) this.#page.lost(tap);
      return false;
    }
    // Something was chosen or typed while we asked: this answer is about an earlier state.
    if (address !== this.address()) return this.ask();
    this.#tap = undefined;
    this.#page.show(answer, tap);
    return true;
  }
}
