import type { Loaded } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import type { Standard } from '../../schemas/read-standard.ts';
import type { Declaration } from '../../schemas/types.ts';
import { closest } from '../../schemas/validate.ts';
import { journeyProblems } from './check-journeys.ts';

/**
 * Compares a declaration with the vocabulary: every feature answered, none unknown, none that contradicts another or its
 * own tables, no table filled whose feature is absent, no claim for a mandatory requirement, no journey that
 * cannot be taken.
 * @throws UserError with every problem; the unanswered features as the questions to answer
 */
export function checkDeclaration(declaration: Loaded<Declaration>, standard: Standard): void {
  const problems = [
    ...unknown(declaration, standard),
    ...unanswered(declaration, standard),
    ...betweenFeatures(declaration, standard),
    ...contradictions(declaration, standard),
    ...emptyTables(declaration, standard),
    ...claims(declaration, standard),
    ...journeyProblems(declaration),
  ];
  if (problems.length > 0) throw new UserError(problems);
}

function unknown({ value, where }: Loaded<Declaration>, { features }: Standard): readonly Problem[] {
  const known = features.map(({ id }) => id);
  return Object.keys(value.features)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = closest(name, known);
      const hint = near === undefined ? 'standard/features.yaml lists the features.' : `Is "${near}" meant?`;
      return {
        code: 'UNKNOWN_FEATURE',
        where: where(['features', name]),
        problem: `there is no feature "${name}"`,
        hint,
      };
    });
}

function unanswered({ value, where }: Loaded<Declaration>, { features }: Standard): readonly Problem[] {
  return features
    .filter(({ id }) => value.features[id] === undefined)
    .map(({ id, question }) => ({
      code: 'UNANSWERED_FEATURE',
      where: where(['features']),
      problem: `${id}: ${question}`,
      hint: `Add "${id}: true" or "${id}: false" under features.`,
    }));
}

// What a feature brings with it is declared too, and what cannot be beside it is not.
function betweenFeatures({ value, where }: Loaded<Declaration>, { features }: Standard): readonly Problem[] {
  const problem = (id: string, said: string, hint: string): Problem => ({
    code: 'CONTRADICTION',
    where: where(['features', id]),
    problem: said,
    hint,
  });
  const present = features.filter(({ id }) => value.features[id] === true);
  return present.flatMap(({ id, implies = [], excludes = [] }) => [
    ...implies
      .filter((other) => value.features[other] === false)
      .map((other) =>
        problem(other, `${id} is declared present and ${other} absent`, `A toy with ${id} has ${other} too.`),
      ),
    ...excludes
      .filter((other) => value.features[other] === true)
      .map((other) => problem(other, `${id} and ${other} are both declared present`, 'One toy cannot have both.')),
  ]);
}

type FeatureRow = NonNullable<Standard['features'][number]['rows']>[number];

// A toy with a camera says which: a table that must hold a row for the feature holds one.
function emptyTables({ value, where }: Loaded<Declaration>, { features }: Standard): readonly Problem[] {
  const tables = value.ixit as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | undefined>>;
  const holds = ({ table, column, values = [] }: FeatureRow) =>
    (tables[table] ?? []).some((row) => column === undefined || values.includes(String(row[column])));
  return features
    .filter(({ id }) => value.features[id] === true)
    .flatMap(({ id, rows = [] }) =>
      rows
        .filter((row) => !holds(row))
        .map(({ table, column, values = [] }): Problem => {
          const kind = column === undefined ? '' : ` with ${column} ${values.join(' or ')}`;
          return {
            code: 'CONTRADICTION',
            where: where(['ixit', table]),
            problem: `${id} is declared present, and the table ixit.${table} has no row${kind}`,
            hint: `Add the row, or declare ${id}: false.`,
          };
        }),
    );
}

function contradictions({ value, where }: Loaded<Declaration>, { features }: Standard): readonly Problem[] {
  const tables = value.ixit as Readonly<Record<string, readonly unknown[] | undefined>>;
  const present = (table: string) =>
    features.some(({ id, tables: names }) => names?.includes(table) === true && value.features[id] === true);
  const filled = (table: string) => (tables[table] ?? []).length > 0;
  const absent = features.filter(({ id }) => value.features[id] === false);
  // Several features may share a table; it stays empty only where none of them is there.
  return absent.flatMap(({ id, tables: names = [] }) =>
    names
      .filter((table) => filled(table) && !present(table))
      .map((table) => ({
        code: 'CONTRADICTION' as const,
        where: where(['ixit', table]),
        problem: `the table ixit.${table} has rows although the feature "${id}" is declared absent`,
        hint: `Declare ${id}: true, or empty the table.`,
      })),
  );
}

function claims({ value, where }: Loaded<Declaration>, { requirements }: Standard): readonly Problem[] {
  return (value.claims ?? []).flatMap(({ requirement }, index): readonly Problem[] => {
    const found = requirements.get(requirement);
    if (found?.strength === 'recommended') return [];
    const at = where(['claims', index, 'requirement']);
    return found === undefined
      ? [{ code: 'UNKNOWN_NAME', where: at, problem: `${requirement} is not in the edition` }]
      : [
          {
            code: 'CONTRADICTION',
            where: at,
            problem: `${requirement} is mandatory; a claim cannot waive it`,
          },
        ];
  });
}
