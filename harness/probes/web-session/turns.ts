/** What some people do: much of it beside each other, and some of it while they do nothing else. */
export class Turns {
  #alone: Promise<unknown> = Promise.resolve();
  readonly #beside = new Set<Promise<unknown>>();

  /** Done beside other things, once nothing is done alone any more. */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    for (let waited; waited !== this.#alone;) {
      waited = this.#alone;
      await waited;
    }
    const done = work();
    const ended = settled(done);
    this.#beside.add(ended);
    void ended.then(() => this.#beside.delete(ended));
    return done;
  }

  /** Done once everything has ended that was begun before; nothing begins meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = Promise.all([this.#alone, ...this.#beside]).then(work);
    this.#alone = settled(done);
    return done;
  }
}

const settled = (done: Promise<unknown>): Promise<unknown> => done.catch(() => undefined);
