import { createHmac, randomBytes } from 'node:crypto';
import type { Declared, FactoryCredentialsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { compare } from './compare.ts';
import { matchesOf, publicIdentifiers } from './matches.ts';

type Row = FactoryCredentialsObservation['credentials'][number];
type Character = Row['characters'][number];

/** A credential as it was read from one unit. */
export interface Value {
  readonly unit: string;
  readonly value: string;
}

// Made anew for each run and never written: without it a short PIN could be found from its digest by trying all.
const salt = randomBytes(32);

/**
 * Describes the credentials that were read from the units and kept among the bench's secrets: length, characters, what they
 * share with each other and with public identifiers. The values themselves stay on the bench.
 */
export const probe: Probe<'factory-credentials'> = { version: '1', targets, observe };

function targets({ declaration }: Planning): readonly Target[] {
  const units = declaration.product.units.map(({ id }) => id);
  return factoryCredentials(declaration).map(({ id }) => ({
    id,
    units,
    occupies: [],
    estimatedSeconds: 1,
    limitSeconds: 60,
  }));
}

const factoryCredentials = ({ ixit }: Declared) => ixit.credentials.filter(({ factory }) => factory);

function observe(target: Target, observing: Observing): Promise<FactoryCredentialsObservation> {
  return Promise.resolve().then(() => {
    const credential = target.id;
    const values = valuesOf(credential, observing);
    return {
      credentials: values.map((value) => rowOf(credential, value, observing)),
      pairs: pairsOf(values).map(([one, other]) => ({
        id: `${credential}/${one.unit}/${other.unit}`,
        credential,
        units: [one.unit, other.unit],
        ...compare(one.value, other.value),
      })),
    };
  });
}

function valuesOf(credential: string, { declaration, secret }: Observing): readonly Value[] {
  const found = declaration.product.units.map(({ id: unit }) => ({ unit, value: secret(unit, credential)?.value }));
  const missing = found.filter(({ value }) => value === undefined).map(({ unit }) => unit);
  if (missing.length > 0)
    throw new NotObserved('input-missing', `the bench's secrets hold no ${credential} of ${missing.join(', ')}`);
  return found.flatMap(({ unit, value }) => (value === undefined ? [] : [{ unit, value }]));
}

function rowOf(credential: string, { unit, value }: Value, { declaration }: Observing): Row {
  const digest = createHmac('sha256', salt).update(value).digest('hex');
  return {
    id: `${credential}/${unit}`,
    unit,
    credential,
    valueDigest: `sha256:${digest}`,
    length: Array.from(value).length,
    characters: charactersOf(value),
    matches: [...matchesOf(value, publicIdentifiers(declaration))],
  };
}

const classes: readonly (readonly [Character, RegExp])[] = [
  ['digits', /\p{Nd}/u],
  ['lower', /\p{Ll}/u],
  ['upper', /\p{Lu}/u],
  ['other', /[^\p{Nd}\p{Ll}\p{Lu}]/u],
];

const charactersOf = (value: string): Character[] =>
  classes.filter(([, pattern]) => pattern.test(value)).map(([name]) => name);

const pairsOf = (values: readonly Value[]) =>
  values.flatMap((one, index) => values.slice(index + 1).map((other) => [one, other] as const));
