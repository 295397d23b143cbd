import { fill } from '../shared/service/fill.ts';
import { marksIn } from '../shared/service/content.ts';
import type { Desk } from '../shared/service/family.ts';
import { namesObject, type Attempt } from './attempt.ts';
import type { Cast } from './families.ts';
import { askNowhere, isThere } from '../shared/service/rehearsal.ts';

type Who = Pick<Attempt, 'credentials' | 'way'> & { readonly credential: string | undefined };

/**
 * Routes for the operator's people, called by those who are none. Nobody at the bench may use them, so that there is no
 * control but this: that the route answers otherwise than an address that does not exist.
 */
export async function tryAdministrative(desk: Desk, cast: Cast, prefix: string): Promise<readonly Attempt[]> {
  const { owner, other, fresh, child } = cast;
  const callers: readonly Who[] = [
    { credentials: 'guardian', way: 'own', credential: other.credential },
    { credentials: 'child', way: 'own', credential: child },
    ...fresh.map(({ way, credential }) => ({ credentials: 'fresh-account' as const, way, credential })),
  ];
  const attempts: Attempt[] = [];
  for (const call of desk.calls.filter(({ administrative }) => administrative === true))
    for (const { credentials, way, credential } of callers.filter((caller) => caller.credential !== undefined)) {
      const { id, api, does, request, transcript = false } = call;
      const filled = fill(request, owner.values, owner.picture);
      const answer = filled && (await desk.client.send(filled, credential));
      const nowhere = filled && (await askNowhere(desk, { credential }, `${filled.path}-not-there`));
      const real = answer !== undefined && nowhere?.[0] !== undefined && isThere(answer, nowhere);
      attempts.push({
        ...{ id: `${prefix}/${id}/${credentials}-${way}`, api, call: id, does, credentials, way },
        ...{
          administrative: true,
          transcript,
          named: namesObject(call),
          status: answer?.status ?? null,
          same: null,
          changed: null,
        },
        marks: answer === undefined ? null : marksIn(answer.text, owner.marks, answer.sent),
        took: answer === undefined ? null : real && answer.status < 300,
        control: real,
      });
    }
  return attempts;
}
