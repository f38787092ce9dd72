/**
 * Questions that overlap: an answer that comes after the answer to a later question is old. One that
 * only a question has overtaken is shown all the same, or a busy booth would never be.
 */
export class Turns {
  #begun = 0;
  #answered = 0;

  /** A question begins. Returns its turn. */
  begin(): number {
    return ++this.#begun;
  }

  /** The answer of this turn came. Returns whether it is newer than those before. */
  acceptAnswer(turn: number): boolean {
    if (turn < this.#answered) return false;
    this.#answered = turn;
    return true;
  }
}
