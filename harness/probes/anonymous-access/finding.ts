import type { Place } from '../shared/conversation.ts';
import type { AnonymousAccessObservation } from '../../../schemas/types.ts';

type Row = AnonymousAccessObservation['operations'][number];

/** What one operation without credentials brought. */
export interface Finding {
  readonly operation: Row['operation'];
  readonly target: string;
  readonly outcome: Row['outcome'];
  readonly status?: string | undefined;
  /** What came back. */
  readonly content?: Uint8Array | string;
}

export interface Asking {
  readonly place: Place;
  /** Where declared web pages are. */
  readonly paths: readonly string[];
  /** A name that nothing else on the toy has; what is written under it is removed again. */
  readonly unique: string;
}

/** Speaks one protocol without credentials; empty where nothing could be asked. */
export type Dialogue = (asking: Asking) => Promise<readonly Finding[]>;

/** The same place with three seconds of its own, so that clearing up happens even after the time limit. */
export const toClearUp = (place: Place): Place => ({ ...place, signal: AbortSignal.timeout(3000) });
