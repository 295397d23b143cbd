import type { Problem } from '../../../schemas/problem.ts';
import { evidenceKinds } from '../../../schemas/validate.ts';
import type { Check } from '../house.ts';

/** Every kind of evidence is described, and pending test cases name only what is. */
export const check: Check = ({ requirements, around }) => {
  const described = new Set(around.instruments.flatMap(({ value }) => value.instruments.map(({ id }) => id)));
  const existing = new Set(evidenceKinds());
  const undescribed = around.instruments.flatMap(({ where }) =>
    [...existing]
      .filter((kind) => !described.has(kind))
      .map((kind): Problem => ({
        code: 'INSTRUMENT',
        where: where(['instruments']),
        problem: `the instrument ${kind} exists and is not described`,
      })),
  );
  const waiting = requirements.flatMap(({ value, where }) =>
    (value.pending ?? []).flatMap(({ evidence }, index): Problem[] => {
      const at = where(['pending', index, 'evidence']);
      const unknown = evidence.filter((kind) => !described.has(kind));
      return unknown.map((kind) => ({
        code: 'INSTRUMENT',
        where: at,
        problem: `there is no instrument "${kind}"`,
        hint: 'standard/instruments.yaml lists them.',
      }));
    }),
  );
  return [...undescribed, ...waiting];
};
