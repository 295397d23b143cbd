import { setTimeout as sleep } from 'node:timers/promises';
import { watched, type Watched } from './lateness.ts';

const [pause, longest] = [250, 5000];

/**
 * Looks until something is there, for five seconds at most: a message takes its time. What comes back is what was seen
 * last, with how late the bench itself was meanwhile.
 */
export const soon = <T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  signal: AbortSignal,
): Promise<Watched<T>> =>
  watched(async () => {
    const end = performance.now() + longest;
    for (;;) {
      const seen = await look();
      if (isThere(seen) || performance.now() >= end) return seen;
      await sleep(pause, undefined, { signal });
    }
  });
