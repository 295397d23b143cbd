import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../../schemas/problem.ts';
import { evidenceKinds } from '../../../schemas/validate.ts';
import type { Check } from '../house.ts';

interface Member {
  readonly type?: string;
  readonly items?: { readonly required?: readonly string[]; readonly additionalProperties?: boolean };
}

/** An observation is tables of rows with ids, and truth values that hold for all of it; so that observations merge. */
export const check: Check = ({ schemas }) =>
  evidenceKinds()
    .filter((kind) => kind !== 'declaration')
    .flatMap((kind) => {
      const file = join(schemas, 'observations', `${kind}.schema.json`);
      const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, Member> };
      return Object.entries(properties)
        .filter(([, member]) => !isTable(member) && member.type !== 'boolean')
        .map(([name]): Problem => ({
          code: 'TABLE',
          where: file,
          problem: `${name} is neither a table of rows with ids nor a truth value`,
        }));
    });

const isTable = ({ type, items }: Member) =>
  type === 'array' && items?.required?.includes('id') === true && items.additionalProperties === false;
