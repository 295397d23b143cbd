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

/** The first line of what an error says. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
