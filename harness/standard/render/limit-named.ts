import type { Limits } from '../../../schemas/types.ts';

/** The value of a limit that a text names; what every object has by birth, such as `constructor`, is no limit. */
export const limitNamed = (name: string, limits: Limits = {}): number | string | undefined =>
  Object.hasOwn(limits, name) ? limits[name] : undefined;
