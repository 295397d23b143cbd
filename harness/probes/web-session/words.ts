import type { JourneyStep } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import { verbOf } from './control.ts';

/** What the bench knows of the values that journeys type. */
export type Given = Pick<Observing, 'bench' | 'declaration' | 'secret'>;

/** What a step types: words with the values of the bench's family and secrets put in. */
export interface Words {
  readonly text: string;
  /** Names of the values of the family that were put in. */
  readonly canaries: readonly string[];
  /** It holds a credential; never shown. */
  readonly secret: boolean;
}

/** A name in braces that the bench does not know: a value of its family, or a credential among its secrets. */
export interface UnknownName {
  readonly name: string;
  readonly secret: boolean;
}

const inBraces = /\{(secret:)?([^{}]+)\}/g;

/** @throws Error at a name that the bench does not know; check a declaration against its bench first */
export function wordsOf(pattern: string, given: Given): Words {
  const canaries: string[] = [];
  let secret = false;
  const text = pattern.replaceAll(inBraces, (_, isSecret: string | undefined, name: string) => {
    const value = valueOf({ name, secret: isSecret !== undefined }, given);
    if (value === undefined) throw new Error(told({ name, secret: isSecret !== undefined }));
    if (isSecret === undefined) canaries.push(name);
    else secret = true;
    return value;
  });
  return { text, canaries, secret };
}

/**
 * A step with the values of the family in what it names: a greeting that it looks for, or an address that it opens, such as
 * that of the family's mail. Another family has its own (`typed`). In an address each is escaped (RFC 3986, clause 2.1).
 */
export function filledIn(
  step: JourneyStep,
  given: Given,
  typed?: (words: Words, step: JourneyStep) => string,
): JourneyStep {
  const { verb, target } = verbOf(step);
  const put = (name: string): string => {
    const words = wordsOf(name, given);
    const text = typed?.(words, step) ?? words.text;
    return verb === 'open' ? encodeURIComponent(text) : text;
  };
  return target.includes('{') ? { ...step, [verb]: target.replaceAll(inBraces, put) } : step;
}

/** What is told of a name that the bench does not know. */
export const told = ({ name, secret }: UnknownName): string =>
  `the bench has no ${secret ? 'secret' : 'value'} "${name}"`;

const valueOf = ({ name, secret }: UnknownName, given: Given): string | undefined =>
  secret ? secretOf(given, name) : given.bench.child?.[name];

function secretOf({ declaration, secret }: Given, name: string): string | undefined {
  const places = ['cloud', ...declaration.product.units.map(({ id }) => id)];
  return places.map((place) => secret(place, name)?.value).find((value) => value !== undefined);
}

/** Names that these words use and the bench does not know. */
export const unknownNames = (pattern: string, given: Given): readonly UnknownName[] =>
  [...pattern.matchAll(inBraces)]
    .map(([, isSecret, name = '']) => ({ name, secret: isSecret !== undefined }))
    .filter((one) => valueOf(one, given) === undefined);
