import type { Loaded } from '../../schemas/load.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Declaration } from '../../schemas/types.ts';
import { closest } from '../../schemas/validate.ts';
import type { Observing } from '../gather/probe.ts';
import { told, unknownNames, type UnknownName } from '../probes/web-session/words.ts';

/** Where a step may hold a name in braces. */
const filledIn = ['open', 'fill', 'choose', 'click', 'expect', 'wait', 'logout', 'with'] as const;

/** Names in braces that these journeys use and the bench does not know, each at its place in the declaration. */
export function unknownInJourneys(
  { value, where }: Loaded<Declaration>,
  wanted: ReadonlySet<string>,
  observing: Observing,
): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  return journeys.flatMap(({ id, steps }, index) =>
    steps.flatMap((step, place) =>
      !wanted.has(id)
        ? []
        : filledIn.flatMap((field) =>
            unknownNames(step[field] ?? '', observing).map((one): Problem => ({
              code: 'UNKNOWN_NAME',
              where: where(['ixit', 'journeys', index, 'steps', place, field]),
              problem: told(one),
              hint: hintFor(one, observing),
            })),
          ),
    ),
  );
}

function hintFor({ name, secret }: UnknownName, { bench }: Observing): string {
  const known = Object.keys(bench.child ?? {});
  const near = secret ? undefined : closest(name, known);
  if (near !== undefined) return `Is "{${near}}" meant?`;
  if (!secret)
    return `The family under child of the bench has ${known.join(', ') || 'no value yet'}; add "${name}" there.`;
  const row = `{ unit: cloud, credential: ${name}, value: … }`;
  return bench.secrets === undefined
    ? `Name a file under secrets of the bench, and put ${row} into it.`
    : `Put ${row} into ${bench.secrets}, the secrets of the bench.`;
}
