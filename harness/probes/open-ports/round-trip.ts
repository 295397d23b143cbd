/** Measures round trips and says how long to wait for the next answer (the estimator of RFC 6298, clause 2). */
export class RoundTrip {
  #smoothed: number | undefined;
  #variation = 0;

  add(milliseconds: number): void {
    if (this.#smoothed === undefined) {
      this.#smoothed = milliseconds;
      this.#variation = milliseconds / 2;
      return;
    }
    this.#variation += (Math.abs(this.#smoothed - milliseconds) - this.#variation) / 4;
    this.#smoothed += (milliseconds - this.#smoothed) / 8;
  }

  /** Milliseconds; a second while nothing has been measured. */
  timeout(): number {
    if (this.#smoothed === undefined) return 1000;
    return Math.min(1500, Math.max(300, this.#smoothed + 4 * this.#variation));
  }
}
