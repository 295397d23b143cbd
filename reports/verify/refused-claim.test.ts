import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { keyIdOf } from '../sign/public-key.ts';
import { lab, labToken, otherLab, verifyChanged, type Change } from './verify.fixture.ts';
import type { RefusalCode } from './verify.ts';

type Case = readonly [name: string, code: RefusalCode, change: Change];

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const spki = (hex: string) => Buffer.from(hex, 'hex');
const smallOrder = spki(`302a300506032b6570032100${'01'.padEnd(64, '0')}`);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'der' });
const compressed = (key: Buffer) =>
  spki(
    `3039301306072a8648ce3d020106082a8648ce3d030107032200${(key[90]! & 1) === 0 ? '02' : '03'}${key.subarray(27, 59).toString('hex')}`,
  );
const replaced = (key: Buffer, index = 0): Change => ({
  trust: ({ bodies: [body] }) => Object.assign(body!.keys[index]!, { publicKey: base64(key), keyid: keyIdOf(key) }),
});

const accreditations: readonly Case[] = [
  ['A01 a level beyond the accreditation', 'SCOPE_LEVEL', { report: (r) => (r.method.level = 'high') }],
  ['A02 another laboratory than the one named', 'LAB_MISMATCH', { signers: [otherLab] }],
  [
    'A03 a key that was not yet valid',
    'KEY_WINDOW',
    { trust: ({ bodies: [b] }) => (b!.keys[0]!.notBefore = '2026-10-05T00:00:00Z') },
  ],
  [
    'A04 a key that had expired',
    'KEY_WINDOW',
    { trust: ({ bodies: [b] }) => (b!.keys[0]!.notAfter = '2026-10-04T00:00:00Z') },
  ],
  [
    'A05 a laboratory that was suspended',
    'LAB_SUSPENDED',
    { trust: ({ bodies: [b] }) => (b!.suspensions = [{ from: '2026-09-01T00:00:00Z', because: 'audit' }]) },
  ],
  ['A06 a laboratory that was removed', 'THRESHOLD', { trust: ({ bodies }) => bodies.shift() }],
  ['A07 a trust list that has expired', 'TRUST_EXPIRED', { trust: (list) => (list.expires = '2026-10-01T00:00:00Z') }],
  [
    'A08 a key id that is not the digest of the key',
    'KEYID',
    { trust: ({ bodies: [b] }) => (b!.keys[0]!.keyid = '0'.repeat(64)) },
  ],
  ['A09 an Ed25519 key of small order', 'KEY', replaced(smallOrder)],
  ['A09 the same with the sign bit set', 'KEY', replaced(spki(`302a300506032b6570032100${'01'.padEnd(62, '0')}80`))],
  [
    'A09 the same in an encoding beyond the prime',
    'KEY',
    replaced(spki(`302a300506032b6570032100ee${'ff'.repeat(30)}7f`)),
  ],
  [
    'A09 a key of order eight',
    'KEY',
    replaced(spki('302a300506032b6570032100c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')),
  ],
  ['A10 a P-256 key listed as Ed25519', 'KEY', { trust: ({ bodies: [b] }) => (b!.keys[1]!.algorithm = 'ed25519') }],
  ['A10 an Ed25519 key listed as P-256', 'KEY', { trust: ({ bodies: [b] }) => (b!.keys[0]!.algorithm = 'p256') }],
  ['A10 an RSA key listed as P-256', 'KEY', replaced(rsa, 1)],
  ['A10 a key of another curve listed as P-256', 'KEY', replaced(p384, 1)],
  ['A10 a P-256 point in its compressed form', 'KEY', replaced(compressed(labToken.publicKey.spki), 1)],
  ['A11 an algorithm with an unknown name', 'ALG', { trust: ({ bodies: [b] }) => (b!.keys[0]!.algorithm = 'rsa-md5') }],
  ['a laboratory that signs a self-assessment', 'ROLE', { report: (r) => (r.kind = 'self-assessment') }],
  [
    'a group beyond the accreditation',
    'SCOPE_GROUP',
    { trust: ({ bodies: [b] }) => (b!.groups = ['AUTH', 'NET', 'AV', 'COMM']) },
  ],
  ['a second known signer without that accreditation', 'LAB_MISMATCH', { signers: [lab, otherLab] }],
  ['a key under two bodies', 'KEY_DUP', { trust: ({ bodies }) => bodies[1]!.keys.push(bodies[0]!.keys[0]!) }],
  [
    'a window that ends before it begins',
    'TIME_ORDER',
    { trust: ({ bodies: [b] }) => (b!.keys[1]!.notAfter = '2020-01-01T00:00:00Z') },
  ],
  ['a trust list with an impossible time', 'TIME', { trust: (list) => (list.expires = '2027-02-30T00:00:00Z') }],
  ['a trust list with an unknown member', 'SCHEMA', { trust: (list) => Object.assign(list, { extra: 1 }) }],
];

const completeness: readonly Case[] = [
  ['a selected test case without a judgement', 'INCOMPLETE', { report: (r) => r.judgements.pop() }],
  ['a test case judged twice', 'JUDGEMENT_DUP', { report: (r) => r.judgements.push(r.judgements[0]!) }],
  [
    'a judgement of a test case that was not selected',
    'JUDGEMENT_UNPLANNED',
    { report: (r) => r.judgements.push({ ...r.judgements[0]!, testCase: 'BT-2-1', requirement: 'BT-2' }) },
  ],
  [
    'a judgement that names another requirement',
    'JUDGEMENT_UNPLANNED',
    { report: (r) => (r.judgements[0]!.requirement = 'NET-2') },
  ],
  [
    'a requirement said to be better than its test cases',
    'AGGREGATION',
    { report: (r) => (requirement(r, 'NET-2').verdict = 'pass') },
  ],
  [
    'a failing requirement said not to apply',
    'AGGREGATION',
    { report: (r) => (requirement(r, 'NET-2').verdict = 'not-applicable') },
  ],
  ['an outcome better than the requirements', 'AGGREGATION', { report: (r) => (r.outcome = 'conforms') }],
  [
    'a test case better than its rows',
    'AGGREGATION',
    {
      report: (r) =>
        Object.assign(
          r.judgements.find(({ testCase }) => testCase === 'NET-1-1')!,
          { verdict: 'inconclusive', reason: 'vacuous' },
        ),
    },
  ],
  [
    'a failure without a finding',
    'INCOMPLETE',
    { report: (r) => delete r.judgements.find(({ verdict }) => verdict === 'fail')!.finding },
  ],
  [
    'an inconclusive verdict without a reason',
    'INCOMPLETE',
    { report: (r) => delete r.judgements.find(({ verdict }) => verdict === 'inconclusive')!.reason },
  ],
  [
    'a requirement listed twice',
    'JUDGEMENT_DUP',
    { report: (r) => r.requirements.push({ ...requirement(r, 'BT-2') }) },
  ],
];

type ReportDraft = Parameters<NonNullable<Change['report']>>[0];

const requirement = (report: ReportDraft, id: string) => report.requirements.find((one) => one.id === id)!;

describe('verify refuses a report with', () => {
  for (const [name, code, change] of [...accreditations, ...completeness])
    it(`${name}: ${code}`, async () => {
      const { valid, steps } = await verifyChanged(change);
      expect(valid).to.equal(false);
      expect(steps.find(({ state }) => state === 'failed')?.code).to.equal(code);
    });
});
