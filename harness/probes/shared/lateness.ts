import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Lateness } from '../../../schemas/types.ts';

/** Milliseconds from one look at the clock, and at what else wants to run here, to the next. */
const beat = 100;
/** Milliseconds by which a look may be late on any computer that works. */
const usual = 50;
/** Where more programs want to run than this for each processor, a toy on this computer does not get its turn in time. */
const mostForEach = 10;

/** What came of waiting, and how late this computer was meanwhile. */
export interface Watched<T> {
  readonly value: T;
  readonly lateness: Lateness;
}

/**
 * Does something that waits for a product, and measures by how much this computer was late meanwhile: its own event loop
 * stood still, so that an answer lay there unread, or so much wanted to run that nothing got its turn. Whoever meets
 * silence records it beside the silence, so that no product is blamed for it.
 */
export async function watched<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const watch = new Watch();
  try {
    const value = await work();
    return { value, lateness: watch.read() };
  } finally {
    watch.end();
  }
}

/** Whether the bench was so late that what it read may be less than what had come. */
export const wasLate = ({ waitedMilliseconds, lateMilliseconds }: Lateness): boolean =>
  lateMilliseconds >= 500 && 2 * lateMilliseconds > waitedMilliseconds;

class Watch {
  readonly #begun = performance.now();
  readonly #timer = setInterval(() => this.#count(), beat).unref();
  #last = this.#begun;
  #late = 0;

  read(): Lateness {
    this.#count();
    return { waitedMilliseconds: Math.round(this.#last - this.#begun), lateMilliseconds: Math.round(this.#late) };
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #count(): void {
    const now = performance.now();
    const passed = now - this.#last;
    const halt = passed - beat > usual ? passed - beat : 0;
    this.#late += Math.max(halt, passed * shareWithheld());
    this.#last = now;
  }
}

/** Which part of its time a program does not get here beyond what a busy computer may keep from it, from 0 to 1. */
function shareWithheld(): number {
  const running = runningHere();
  return running === 0 ? 0 : Math.max(0, 1 - (mostForEach * availableParallelism()) / running);
}

/** How many programs run or want to, as Linux counts them (proc_loadavg(5), fourth field); 0 where nobody counts. */
function runningHere(): number {
  try {
    return Number(/^(?:\S+ ){3}(\d+)\//.exec(readFileSync('/proc/loadavg', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
