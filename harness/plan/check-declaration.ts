import type { Loaded } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import type { Standard } from '../../schemas/read-standard.ts';
import type { Declaration } from '../../schemas/types.ts';
import { closest } from '../../schemas/validate.ts';

/**
 * Compares a declaration with the vocabulary: every feature answered, none unknown, no table filled whose feature is
 * absent, no claim for a mandatory requirement.
 * @throws UserError with every problem; the unanswered features as the questions to answer
 */
export function checkDeclaration(declaration: Loaded<Declaration>, standard: Standard): void {
  const problems = [
    ...unknown(declaration, standard),
    ...unanswered(declaration, standard),
    ...contradictions(declaration, standard),
    ...claims(declaration, standard),
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
