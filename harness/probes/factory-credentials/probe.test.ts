import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { declared } from '../../../schemas/declared.ts';
import type { Declaration, FactoryCredentialsObservation } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { probe } from './probe.ts';

const declaration = declared({
  product: {
    model: 'Pip the Bear',
    modelNumber: 'PB-100',
    units: [
      { id: 'unit-1', serial: 'PB100-000017', radioAddresses: ['C0:FF:EE:12:34:56'] },
      { id: 'unit-2', serial: 'PB100-000018' },
    ],
  },
  ixit: {
    credentials: [
      { id: 'pin', kind: 'pin', holder: 'guardian', factory: true, changeable: false },
      { id: 'chosen', kind: 'user-password', holder: 'guardian', factory: false, changeable: true },
    ],
  },
} as unknown as Declaration);

async function observe(one: string, other: string | undefined): Promise<FactoryCredentialsObservation> {
  const values: Readonly<Record<string, string | undefined>> = { 'unit-1': one, 'unit-2': other };
  const secret = (unit: string) => {
    const value = values[unit];
    return value === undefined ? undefined : { username: undefined, value };
  };
  const [target] = probe.targets({ declaration, testCases: [], parameters: {} });
  const observation = await probe.observe(target!, { declaration, secret } as unknown as Observing);
  expect(validate('observations/factory-credentials', observation)).to.deep.equal([]);
  // A salted digest may hold four figures of the value by chance.
  const told = JSON.stringify(observation, (name, value: unknown) => (name === 'valueDigest' ? '' : value));
  expect(told, 'the value stays on the bench').to.not.include(one);
  return observation;
}

const hash = (algorithm: string, text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHash(algorithm).update(text).digest(encoding);

describe('factory-credentials', () => {
  it('each credential that the toy leaves the factory with is a target', () => {
    const targets = probe.targets({ declaration, testCases: [], parameters: {} });
    expect(targets.map(({ id, units }) => ({ id, units }))).to.deep.equal([{ id: 'pin', units: ['unit-1', 'unit-2'] }]);
  });

  it('values are described and not told', async () => {
    const { credentials, pairs } = await observe('xK9-q', 'r!mZ27');
    expect(
      credentials.map(({ id, length, characters, matches }) => ({ id, length, characters, matches })),
    ).to.deep.equal([
      { id: 'pin/unit-1', length: 5, characters: ['digits', 'lower', 'upper', 'other'], matches: [] },
      { id: 'pin/unit-2', length: 6, characters: ['digits', 'lower', 'upper', 'other'], matches: [] },
    ]);
    expect(pairs).to.deep.equal([
      {
        id: 'pin/unit-1/unit-2',
        credential: 'pin',
        units: ['unit-1', 'unit-2'],
        equal: false,
        commonPrefix: 0,
        commonSuffix: 0,
      },
    ]);
  });

  it('a digest is salted, and equal values have equal digests', async () => {
    const [one, other] = (await observe('4711', '4711')).credentials;
    expect(one?.valueDigest).to.equal(other?.valueDigest);
    expect(one?.valueDigest).to.not.equal(`sha256:${hash('sha256', '4711')}`);
  });

  const pairs = [
    { one: '4711', other: '4711', equal: true, commonPrefix: 4, commonSuffix: 4, difference: 0 },
    { one: 'toy-0017', other: 'toy-0018', equal: false, commonPrefix: 7, commonSuffix: 0, difference: 1 },
    { one: '00ff', other: '0100', equal: false, commonPrefix: 1, commonSuffix: 0, difference: 1 },
    { one: '17abc!', other: '18abc!', equal: false, commonPrefix: 1, commonSuffix: 4 },
    {
      one: 'f'.repeat(64),
      other: '0'.repeat(64),
      equal: false,
      commonPrefix: 0,
      commonSuffix: 0,
      difference: 2 ** 53 - 1,
    },
  ];
  for (const { one, other, ...expected } of pairs)
    it(`${one} and ${other} are compared`, async () => {
      const { id, credential, units, ...found } = (await observe(one, other)).pairs[0]!;
      expect({ id, credential, units }).to.deep.equal({
        id: 'pin/unit-1/unit-2',
        credential: 'pin',
        units: ['unit-1', 'unit-2'],
      });
      expect(found).to.deep.equal(expected);
    });

  const matches = [
    { value: 'bear-PB100-000017', identifier: 'unit-1 serial', how: 'contained' },
    { value: 'pb100000018', identifier: 'unit-2 serial', how: 'equal' },
    { value: 'x710000001bp', identifier: 'unit-1 serial', how: 'contained, reversed' },
    { value: 'c0ffee123456', identifier: 'unit-1 radio address 1', how: 'equal' },
    { value: '123456', identifier: 'unit-1 radio address 1', how: 'part of the identifier' },
    { value: 'pb-100!', identifier: 'model number', how: 'equal' },
    { value: hash('md5', 'PB100-000017'), identifier: 'unit-1 serial', how: 'md5 in hex' },
    {
      value: hash('sha1', 'c0ffee123456').slice(0, 8),
      identifier: 'unit-1 radio address 1',
      how: 'start of sha1 in hex',
    },
    {
      value: hash('sha256', 'PB100-000017', 'base64').slice(0, 10),
      identifier: 'unit-1 serial',
      how: 'start of sha256 in base64',
    },
  ];
  for (const { value, identifier, how } of matches)
    it(`a value that is told from the ${identifier} is recorded: ${how}`, async () => {
      expect((await observe(value, 'r!mZ27')).credentials[0]?.matches).to.deep.include({ identifier, how });
    });

  it('seven characters of a hash may be chance', async () => {
    expect((await observe(hash('md5', 'PB100-000017').slice(0, 7), 'r!mZ27')).credentials[0]?.matches).to.deep.equal(
      [],
    );
  });

  it('a unit whose value is not on the bench was not observed', async () => {
    const error: unknown = await observe('4711', undefined).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(NotObserved).and.to.have.property('reason', 'input-missing');
  });
});
