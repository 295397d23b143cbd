import type { Lock } from '../pip.ts';

/**
 * Counts wrong guesses at one login and refuses to weigh any for a while once there were too many; from then on after each,
 * until somebody knows the right one.
 */
export class Guard {
  readonly #lock: Lock | undefined;
  #wrong = 0;
  #lockedUntil = 0;

  constructor(lock: Lock | undefined) {
    this.#lock = lock;
  }

  /** Whole seconds until a guess is weighed again; 0 where one is weighed now. */
  lockedFor(now = Date.now()): number {
    return Math.max(0, Math.ceil((this.#lockedUntil - now) / 1000));
  }

  failed(now = Date.now()): void {
    if (this.#lock === undefined || ++this.#wrong < this.#lock.attempts) return;
    this.#lockedUntil = now + this.#lock.seconds * 1000;
  }

  succeeded(): void {
    this.#wrong = 0;
  }
}
