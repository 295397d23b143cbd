import type { Advertisement } from './advertisement.ts';
import type { LeHost } from './low-energy.ts';

/** The first that a test hears on the air and can connect to. */
export const firstHeard = (host: LeHost): Promise<Advertisement> =>
  new Promise((resolve, reject) => {
    host.scan((heard) => heard.event === 0 && resolve(heard)).catch(reject);
  });
