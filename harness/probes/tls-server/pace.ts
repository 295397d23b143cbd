import { setTimeout as sleep } from 'node:timers/promises';

/** Lets at most so many conversations with one server run at once, and learns when the server wants fewer. */
export class Pace {
  #limit: number;
  #running = 0;
  /** A conversation that must be alone is waiting or running. */
  #exclusive = false;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  async among<T>(task: () => Promise<T>): Promise<T> {
    while (this.#exclusive || this.#running >= this.#limit) await this.#turn();
    return await this.#run(task);
  }

  /** Runs a task while no other runs, after a pause in milliseconds. */
  async alone<T>(task: () => Promise<T>, pause: number): Promise<T> {
    while (this.#exclusive) await this.#turn();
    this.#exclusive = true;
    try {
      while (this.#running > 0) await this.#turn();
      await sleep(pause);
      return await this.#run(task);
    } finally {
      this.#exclusive = false;
      this.#wake();
    }
  }

  /** From now on one at a time: the server answered alone what it did not answer in company. */
  narrow(): void {
    this.#limit = 1;
  }

  async #run<T>(task: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await task();
    } finally {
      this.#running--;
      this.#wake();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
