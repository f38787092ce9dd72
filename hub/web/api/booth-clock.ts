/**
 * Booth time on this device. The hub's answers say what time it is at the booth; in between, the
 * device's own steady clock counts on. The wall clock plays no part.
 */

export class BoothClock {
  #boothMs = 0;
  #steadyMs = 0;
  #doubted = true;

  constructor(private readonly steady: () => number = () => performance.now()) {}

  /** Takes over the time of an answer that has just come. */
  set(boothMs: number): void {
    this.#boothMs = boothMs;
    this.#steadyMs = this.steady();
    this.#doubted = false;
  }

  /**
   * The same, but not backwards: answers that overtook each other must not turn ages back. Only
   * after {@link doubt} is an earlier time the truth.
   */
  advance(boothMs: number): void {
    if (this.#doubted || boothMs > this.now()) this.set(boothMs);
  }

  /** The hub may have been off, and booth time stopped: its next answer is taken as it is. */
  doubt(): void {
    this.#doubted = true;
  }

  /** Booth time now, ms; 0 before the first answer. */
  now(): number {
    return this.#boothMs === 0 ? 0 : this.#boothMs + this.steady() - this.#steadyMs;
  }
}
