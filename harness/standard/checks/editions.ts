import { digestOf } from '../../../schemas/canonical-json.ts';
import { readFileSync } from 'node:fs';
import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** A published edition is frozen: its requirements still have the digests it was published with. */
export const check: Check = ({ editions, requirements }) => {
  const byId = new Map(requirements.map((each) => [each.value.id, each]));
  return editions.flatMap(({ value, where }): Problem[] => {
    const problem = (path: readonly (string | number)[], said: string): Problem => ({
      code: 'HOUSE',
      where: where(path),
      problem: said,
    });
    if (value.requirements === 'all')
      return value.status === 'draft'
        ? []
        : [problem(['requirements'], 'only a draft selects all; a published edition names each with its digest')];
    return value.requirements.flatMap(({ id, digest }, index) => {
      const at = ['requirements', index, 'id'];
      const requirement = byId.get(id);
      if (requirement === undefined) return [problem(at, `${id} does not exist`)];
      if (value.status === 'draft') return [];
      if (digest === undefined) return [problem(at, `${id} is published without its digest`)];
      const changed = digestOf(readFileSync(requirement.file, 'utf8')) !== digest;
      return changed
        ? [problem(at, `${id} changed after edition ${value.edition} was published; a new meaning takes a new id`)]
        : [];
    });
  });
};
