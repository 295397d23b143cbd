import type { Examiner } from '../gather/probe.ts';
import type { Interruption } from './interruption.ts';

interface Asked {
  readonly answers?: string | undefined;
  readonly operator?: string | undefined;
}

interface Found {
  readonly examiner: Examiner | undefined;
  /** The one named on the command line, or in the answers. */
  readonly operator: string | undefined;
}

/** Whom the instruments may ask: the answers file, else the person at the terminal, else nobody. */
export function examinerFor({ operator }: Asked, ...[]: readonly Pick<Interruption, 'interrupt'>[]): Promise<Found> {
  return Promise.resolve({ examiner: undefined, operator });
}
