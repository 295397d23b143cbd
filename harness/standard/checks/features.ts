import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../schemas/package-root.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Features } from '../../../schemas/types.ts';
import type { Check, House } from '../house.ts';

type Feature = Features['features'][number];

/** What a feature implies, excludes and fills exists, and something depends on every feature. */
export const check: Check = (house) => {
  const tables = declaredTables();
  return house.around.features.flatMap(({ value, where }) =>
    value.features.flatMap((feature, index): Problem[] => {
      const at = where(['features', index, 'id']);
      return [
        ...relations(feature, value.features, at),
        ...[...(feature.tables ?? []), ...(feature.rows ?? []).map(({ table }) => table)]
          .filter((table) => !tables.has(table))
          .map((table): Problem => ({
            code: 'TABLE',
            where: at,
            problem: `the declaration has no table ixit.${table}`,
          })),
        ...(usedIn(house, value.features).has(feature.id)
          ? []
          : [{ code: 'UNUSED' as const, where: at, problem: `nothing depends on the feature ${feature.id}` }]),
      ];
    }),
  );
};

function relations({ id, implies = [], excludes = [] }: Feature, all: readonly Feature[], at: string): Problem[] {
  const names = new Set(all.map((each) => each.id));
  return [
    ...[...implies, ...excludes]
      .filter((name) => !names.has(name))
      .map((name): Problem => ({ code: 'UNKNOWN_FEATURE', where: at, problem: `there is no feature "${name}"` })),
    ...[...impliedBy(id, all)]
      .filter((name) => excludes.includes(name))
      .map((name): Problem => ({ code: 'CONTRADICTION', where: at, problem: `${id} implies and excludes ${name}` })),
  ];
}

/** Everything that follows from a feature, at however many removes. */
function impliedBy(id: string, all: readonly Feature[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const name of all.find((each) => each.id === next)?.implies ?? [])
      if (!found.has(name)) {
        found.add(name);
        open.push(name);
      }
  return found;
}

function usedIn({ requirements }: House, all: readonly Feature[]): ReadonlySet<string> {
  const conditions = JSON.stringify(
    requirements.map(({ value }) => [
      value.applies,
      ...[...value.testCases, ...(value.pending ?? [])].map(({ applies }) => applies ?? []),
    ]),
  );
  const named = all.map(({ id }) => id).filter((id) => conditions.includes(`"${id}"`));
  const tied = all.flatMap(({ id, implies = [], excludes = [], rows = [] }) => [
    ...implies,
    ...excludes,
    ...(rows.length > 0 ? [id] : []),
  ]);
  return new Set([...named, ...tied]);
}

function declaredTables(): ReadonlySet<string> {
  const file = join(packageRoot, 'schemas', 'declaration.schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly properties: { readonly ixit: { readonly properties: Readonly<Record<string, unknown>> } };
  };
  return new Set(Object.keys(properties.ixit.properties));
}
