import type { Observing } from '../../gather/probe.ts';

type Given = Pick<Observing, 'bench' | 'declaration' | 'secret'>;

/** What a step types: words with the values of the bench's family and secrets put in. */
export interface Words {
  readonly text: string;
  /** Names of the values of the family that were put in. */
  readonly canaries: readonly string[];
  /** It holds a credential; never shown. */
  readonly secret: boolean;
}

/** @throws Error at a name that the bench does not know; check a declaration against its bench first */
export function wordsOf(pattern: string, given: Given): Words {
  const canaries: string[] = [];
  let secret = false;
  const text = pattern.replaceAll(/\{(secret:)?([^{}]+)\}/g, (_, isSecret: string | undefined, name: string) => {
    const value = isSecret === undefined ? given.bench.child?.[name] : secretOf(given, name);
    if (value === undefined)
      throw new Error(`the bench has no ${isSecret === undefined ? 'value' : 'secret'} "${name}"`);
    if (isSecret === undefined) canaries.push(name);
    else secret = true;
    return value;
  });
  return { text, canaries, secret };
}

function secretOf({ declaration, secret }: Given, name: string): string | undefined {
  const places = ['cloud', ...declaration.product.units.map(({ id }) => id)];
  return places.map((place) => secret(place, name)?.value).find((value) => value !== undefined);
}

/** Names that steps use and the bench does not know. */
export function unknownNames(patterns: readonly string[], given: Given): readonly string[] {
  return patterns.flatMap((pattern) => {
    try {
      wordsOf(pattern, given);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}
