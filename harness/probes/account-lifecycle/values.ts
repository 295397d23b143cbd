import type { Declared } from '../../../schemas/types.ts';
import type { Family } from '../shared/service/family.ts';

type Item = Declared['ixit']['personalData'][number];

/** The text by which an item that a family entered is known again; undefined where the bench enters nothing for it. */
export function valueOf({ canary }: Item, { values, picture }: Family): string | undefined {
  if (canary === 'drawing') return picture.toString('base64');
  return canary === undefined ? undefined : values.get(canary === 'guardianEmail' ? 'email' : canary);
}

/** What is known only of the child and of what it made: its own words, and identifiers of what was created for it. */
export function marksOfChild({ values }: Family, kept: readonly string[]): readonly string[] {
  const names = ['firstName', 'phrase', ...kept];
  return names.flatMap((name) => values.get(name) ?? []);
}
