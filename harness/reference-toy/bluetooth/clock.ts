/** A clock that may run faster than that of the bench, so that minutes pass in a moment. */
export class Clock {
  readonly #speed: number;
  readonly #timers = new Set<NodeJS.Timeout>();

  /** @param speed seconds of this clock in one of the bench's */
  constructor(speed = 1) {
    this.#speed = speed;
  }

  /** Seconds of this clock since some moment. */
  now(): number {
    return (performance.now() / 1000) * this.#speed;
  }

  /** Does something after so many seconds of this clock, unless it is called off. */
  after(seconds: number, act: () => void): () => void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        act();
      },
      (seconds * 1000) / this.#speed,
    );
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
