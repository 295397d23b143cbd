import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { keyIdOf } from '../sign/public-key.ts';
import * as made from './certificate.fixture.ts';
import { envelopeCases, type NumberedCase } from './envelope-cases.fixture.ts';
import { statementCases } from './statement-cases.fixture.ts';
import { registers, statuses } from './register-cases.fixture.ts';
import type { Draft } from './verify.fixture.ts';

type Case = NumberedCase<made.Change>;

const statements: readonly Case[] = [
  [
    'S01 a name twice in the signed text',
    'JSON_DUP',
    { text: (t) => t.replace('"module":', '"module": "H", "module":') },
  ],
  ['S04 a member that no certificate has', 'SCHEMA', { certificate: (c) => Object.assign(c, { waiver: 'all' }) }],
  [
    'S09 firmware in hand that is not the certified one',
    'SUBJECT_MISMATCH',
    { input: () => ({ files: [{ name: 'fw.bin', digest: digestOf('other firmware') }] }) },
  ],
  ['S10 an end that has passed', 'EXPIRED', { certificate: (c) => (c.expiresAt = '2026-10-20T00:00:00Z') }],
  ['S11 a grant that is yet to come', 'FUTURE', { certificate: (c) => (c.issuedAt = '2026-10-31T00:00:00Z') }],
  ['S12 an end before the beginning', 'TIME_ORDER', { certificate: (c) => (c.expiresAt = '2026-10-01T00:00:00Z') }],
  ['S13 30 February', 'TIME', { certificate: (c) => (c.issuedAt = '2026-02-30T00:00:00Z') }],
  ['S14 a time with an offset', 'TIME', { certificate: (c) => (c.issuedAt = '2026-10-10T09:00:00+01:00') }],
  ['S15 a toy that failed', 'RESULT', { report: (r) => Object.assign(r, sampleReport('does-not-conform')) }],
  [
    'S18 an integer beyond 2^53',
    'JSON_NUM',
    { text: (t) => t.replace(/"judgements": \d+/, '"judgements": 9007199254740993') },
  ],
  [
    'S19 a number in look-alike letters',
    'CERT_ID',
    { certificate: (c) => (c.id = 'T\u041c-2026-000001'), event: (e) => (e.certificate = 'TM-2026-000001') },
  ],
  ['S20 a version nobody knows', 'SCHEME_VERSION', { certificate: (c) => Object.assign(c, { certificate: 2 }) }],
];

type List = Draft<TrustList>;
const body = (list: List) => list.bodies.find(({ id }) => id === 'body')!;
const replaced = (key: Buffer, index = 0): made.Change => ({
  trust: (l) => Object.assign(body(l).keys[index]!, { publicKey: key.toString('base64'), keyid: keyIdOf(key) }),
});
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'der' });

const accreditations: readonly Case[] = [
  ['A01 a level beyond the scope of the body', 'SCOPE_LEVEL', { trust: (l) => (body(l).levels = ['high']) }],
  ['A02 another body than the one it names', 'LAB_MISMATCH', { signers: [made.otherBody] }],
  [
    'A03 a key that was not valid yet',
    'KEY_WINDOW',
    { trust: (l) => (body(l).keys[0]!.notBefore = '2026-10-11T00:00:00Z') },
  ],
  ['A04 a key that had ended', 'KEY_WINDOW', { trust: (l) => (body(l).keys[0]!.notAfter = '2026-10-09T00:00:00Z') }],
  [
    'A05 a body suspended on that day',
    'LAB_SUSPENDED',
    {
      trust: (l) =>
        (body(l).suspensions = [{ from: '2026-10-10T00:00:00Z', to: '2026-10-11T00:00:00Z', because: 'audit' }]),
    },
  ],
  [
    'A06 a body that was taken off the list',
    'THRESHOLD',
    { trust: (l) => (l.bodies = l.bodies.filter(({ id }) => id !== 'body')) },
  ],
  ['A07 a trust list that has ended', 'TRUST_EXPIRED', { trust: (l) => (l.expires = '2026-10-24T00:00:00Z') }],
  [
    'A08 a key id that is not the digest of its key',
    'KEYID',
    { trust: (l) => (body(l).keys[0]!.keyid = '0'.repeat(64)) },
  ],
  [
    'A09 a key under which anybody can sign',
    'KEY',
    replaced(Buffer.from(`302a300506032b6570032100${'01'.padEnd(64, '0')}`, 'hex')),
  ],
  ['A10 a key that is said to be of another kind', 'KEY', { trust: (l) => (body(l).keys[1]!.algorithm = 'ed25519') }],
  ['A10 a key of another curve', 'KEY', replaced(p384, 1)],
  ['A11 an algorithm nobody knows', 'ALG', { trust: (l) => (body(l).keys[0]!.algorithm = 'rsa-md5') }],
];

const every = [
  ...envelopeCases({ signer: made.body, token: made.bodyToken }),
  ...statementCases,
  ...statements,
  ...accreditations,
  ...registers,
  ...statuses,
];

/** How many there are of each family in the collection. */
const families = { E: 25, S: 20, A: 11, L: 24, R: 6 } as const;

describe('a stranger with a trust list refuses', () => {
  it('every one of the 86 numbered inputs', () => {
    const wanted = Object.entries(families).flatMap(([family, count]) =>
      Array.from({ length: count }, (_, index) => `${family}${String(index + 1).padStart(2, '0')}`),
    );
    expect(wanted).to.have.length(86);
    expect([...new Set(every.map(([name]) => name.slice(0, 3)))].sort()).to.deep.equal(wanted.sort());
  });

  for (const [name, code, change] of every)
    it(`${name}: ${code}`, async () => {
      const { valid, steps, certificate } = await made.verifyChanged(change);
      expect([valid, certificate]).to.deep.equal([false, undefined]);
      expect(steps.find(({ state }) => state === 'failed')?.code).to.equal(code);
    });
});
