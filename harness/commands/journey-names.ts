import { declared } from '../../schemas/declared.ts';
import type { Loaded } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import type { Declaration, Task } from '../../schemas/types.ts';
import { closest } from '../../schemas/validate.ts';
import { told, unknownNames, type Given, type UnknownName } from '../probes/web-session/words.ts';

/** Where a step may hold a name in braces. */
const filledIn = ['open', 'fill', 'choose', 'click', 'expect', 'wait', 'logout', 'with'] as const;

/**
 * Before anything is gathered: every journey that these tasks take can be taken with what the bench knows.
 * @throws UserError UNKNOWN_NAME with each name in braces that it does not, at its place
 */
export function checkJourneyNames(
  declaration: Loaded<Declaration>,
  tasks: readonly Task[],
  known: Pick<Given, 'bench' | 'secret'>,
): void {
  const taken = new Set(tasks.map(({ id }) => id));
  const { journeys = [] } = declaration.value.ixit;
  const wanted = journeys.filter(({ part }) => taken.has(`web-session/${part}`)).map(({ id }) => id);
  const given = { ...known, declaration: declared(declaration.value) };
  const problems = unknownInJourneys(declaration, new Set(wanted), given);
  if (problems.length > 0) throw new UserError(problems);
}

/** Names in braces that these journeys use and the bench does not know, each at its place in the declaration. */
export function unknownInJourneys(
  { value, where }: Loaded<Declaration>,
  wanted: ReadonlySet<string>,
  given: Given,
): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  return journeys.flatMap(({ id, steps }, index) =>
    steps.flatMap((step, place) =>
      !wanted.has(id)
        ? []
        : filledIn.flatMap((field) =>
            unknownNames(step[field] ?? '', given).map((one): Problem => ({
              code: 'UNKNOWN_NAME',
              where: where(['ixit', 'journeys', index, 'steps', place, field]),
              problem: told(one),
              hint: hintFor(one, given),
            })),
          ),
    ),
  );
}

function hintFor({ name, secret }: UnknownName, { bench }: Given): string {
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
