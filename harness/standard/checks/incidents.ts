import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Groups whose every requirement answers something that has happened. */
const answering = new Set(['BT', 'API', 'DATA', 'COMM', 'CONS']);

/** Requirements and incidents name each other. */
export const check: Check = ({ requirements, around }) => {
  const incidents = around.incidents.flatMap(({ value }) => value.incidents);
  const naming = new Map(requirements.map(({ value }) => [value.id, new Set(value.incidents)]));
  const catching = new Map(incidents.map(({ id, caughtBy }) => [id, new Set(caughtBy)]));
  const problem = (where: string, said: string, hint?: string): Problem => ({
    code: 'INCIDENT',
    where,
    problem: said,
    ...(hint === undefined ? {} : { hint }),
  });
  const ofRequirements = requirements.flatMap(({ value, where }): Problem[] => {
    const { id, incidents: named = [], maturity } = value;
    const at = where(['incidents']);
    if (named.length === 0 && maturity !== 'withdrawn' && answering.has(id.replace(/-.*/, '')))
      return [
        problem(where(['id']), `${id} answers no incident`, 'Every requirement of this group answers at least one.'),
      ];
    return named.flatMap((incident): Problem[] => {
      const caughtBy = catching.get(incident);
      if (caughtBy === undefined)
        return [problem(at, `there is no incident "${incident}"`, 'standard/incidents.yaml lists them.')];
      return caughtBy.has(id) ? [] : [problem(at, `the incident ${incident} does not name ${id} under caughtBy`)];
    });
  });
  const ofIncidents = around.incidents.flatMap(({ value, where }) =>
    value.incidents.flatMap(({ id, caughtBy }, index) =>
      caughtBy
        .filter((requirement) => naming.get(requirement)?.has(id) !== true)
        .map((requirement) =>
          problem(where(['incidents', index, 'caughtBy']), `${requirement} does not exist or does not name ${id}`),
        ),
    ),
  );
  return [...ofRequirements, ...ofIncidents];
};
