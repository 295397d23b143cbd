import type { Observations } from '../../../schemas/types.ts';

export type StopReason = NonNullable<Observations['web-session']['journeys'][number]['stoppedBecause']>;

/** A journey cannot go on. It blames nobody: pages change, and journeys are written by people. */
export class Stopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason, detail: string) {
    super(detail);
    this.name = 'Stopped';
    this.reason = reason;
  }
}
