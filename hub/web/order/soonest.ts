// One thing that is to be done later, for several reasons that each name a time: the soonest one
// holds. A reason that comes again and again (a stream that fails and fails) cannot put it off.

/** The browser's clock and timers, or a test's. */
export interface Clock {
  /** Steady time, ms. */
  now(): number;
  setTimeout(act: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

const BROWSER: Clock = {
  now: () => performance.now(),
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

export class Soonest {
  readonly #act: () => void;
  readonly #clock: Clock;
  #timer = 0;
  /** When it is due, by the clock. */
  #due = Infinity;

  constructor(act: () => void, clock: Clock = BROWSER) {
    this.#act = act;
    this.#clock = clock;
  }

  /** To be done in `ms`, or when it would have been anyway if that is sooner. */
  within(ms: number): void {
    const at = this.#clock.now() + ms;
    if (at >= this.#due) return;
    this.#clock.clearTimeout(this.#timer);
    this.#due = at;
    this.#timer = this.#clock.setTimeout(() => {
      this.#due = Infinity;
      this.#act();
    }, ms);
  }

  /** Not to be done, until it is asked for again. */
  never(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#due = Infinity;
  }
}
