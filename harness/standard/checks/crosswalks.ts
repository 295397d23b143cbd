import type { Problem } from '../../../schemas/problem.ts';
import type { Loaded } from '../../../schemas/load.ts';
import type { Crosswalk } from '../../../schemas/types.ts';
import type { Check, House } from '../house.ts';

/** References name clauses that exist; a complete crosswalk leaves no clause without an answer. */
export const check: Check = (house) => [
  ...references(house),
  ...house.around.crosswalks.flatMap((crosswalk) => [...relations(crosswalk, house), ...answers(crosswalk, house)]),
];

function references({ requirements, around }: House): readonly Problem[] {
  const clauses = new Map(
    around.crosswalks.map(({ value }) => [value.crosswalk, new Set(value.clauses.map(({ clause }) => clause))]),
  );
  return requirements.flatMap(({ value, where }) =>
    Object.entries(value.references).flatMap(([standard, named]): Problem[] => {
      const at = where(['references', standard]);
      const existing = clauses.get(standard);
      if (existing === undefined)
        return [
          {
            code: 'CROSSWALK',
            where: at,
            problem: `there is no crosswalk "${standard}"`,
            hint: `Known: ${[...clauses.keys()].join(', ')}.`,
          },
        ];
      return named
        .filter((clause) => !existing.has(clause))
        .map((clause) => ({
          code: 'CLAUSE',
          where: at,
          problem: `${standard} has no clause "${clause}"`,
          hint: `standard/crosswalks/${standard}.yaml lists the clauses that exist.`,
        }));
    }),
  );
}

/** The clauses of a standard that requirements name. */
const namedBy = ({ crosswalk }: Crosswalk, { requirements }: House) =>
  new Map(requirements.map(({ value }) => [value.id, new Set(value.references[crosswalk])]));

function relations({ value, where }: Loaded<Crosswalk>, house: House): readonly Problem[] {
  const named = namedBy(value, house);
  return (value.relations ?? []).flatMap(({ requirement, clause }, index): Problem[] =>
    named.get(requirement)?.has(clause) === true
      ? []
      : [
          {
            code: 'CROSSWALK',
            where: where(['relations', index]),
            problem: `${requirement} does not refer to ${clause}, so it has no relation to it`,
          },
        ],
  );
}

function answers({ value, where }: Loaded<Crosswalk>, house: House): readonly Problem[] {
  const mapped = new Set([...namedBy(value, house).values()].flatMap((clauses) => [...clauses]));
  return value.clauses.flatMap(({ clause, notCovered }, index): Problem[] => {
    const at = where(['clauses', index]);
    if (mapped.has(clause) && notCovered !== undefined)
      return [{ code: 'CROSSWALK', where: at, problem: `${clause} is referred to and said not to be covered` }];
    return value.complete === true && !mapped.has(clause) && notCovered === undefined
      ? [
          {
            code: 'UNCOVERED',
            where: at,
            problem: `no requirement refers to ${clause}, and nothing says why`,
            hint: 'Refer to it, or say under notCovered why no requirement answers it.',
          },
        ]
      : [];
  });
}
