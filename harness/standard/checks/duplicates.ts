import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

type Path = readonly (string | number)[];

/** A term is explained once, a clause of another standard listed once, and a clause of the document written once. */
export const check: Check = ({ around }) => [
  ...around.glossary.flatMap((glossary) =>
    repeated(glossary, glossary.value.terms, (one, index) => [one.term.toLowerCase(), ['terms', index]]),
  ),
  ...around.crosswalks.flatMap((crosswalk) =>
    repeated(crosswalk, crosswalk.value.clauses, (one, index) => [one.clause, ['clauses', index]]),
  ),
  ...around.clauses.flatMap((clause, index) =>
    around.clauses.slice(0, index).some(({ value }) => value.clause === clause.value.clause)
      ? [problem(clause.where(['clause']), clause.value.clause)]
      : [],
  ),
];

function repeated<T>(
  { where }: Loaded<unknown>,
  items: readonly T[],
  named: (item: T, index: number) => readonly [string, Path],
): readonly Problem[] {
  const seen = new Set<string>();
  return items.map(named).flatMap(([name, path]) => {
    if (seen.has(name)) return [problem(where(path), name)];
    seen.add(name);
    return [];
  });
}

const problem = (where: string, name: string): Problem => ({
  code: 'DUPLICATE_ID',
  where,
  problem: `"${name}" occurs twice`,
  hint: 'Keep one of them.',
});
