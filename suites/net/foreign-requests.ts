import type { HttpSurfaceObservation } from '../../schemas/types.ts';
import { expect, inconclusive } from '../vocabulary.ts';

type ForeignRequest = HttpSurfaceObservation['foreignRequests'][number];

/** Fails where a request changed the state; a state that could not be read says nothing. */
export function changedNothing(requests: readonly ForeignRequest[], what: string): void {
  for (const { changed, before, after, interface: at } of requests) {
    const said = `a request from ${what} changed the state of ${at} from ${before} to ${after}`;
    expect(changed, said).not.to.equal(true);
    if (changed === null) inconclusive(`the state of ${at} could not be read before and after`);
  }
}
