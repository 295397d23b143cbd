import { expect } from 'chai';
import { describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import { envelopeCases } from './envelope-cases.fixture.ts';
import { statementCases } from './statement-cases.fixture.ts';
import { lab, labToken, verifyChanged, type Change } from './verify.fixture.ts';
import type { RefusalCode } from './verify.ts';

type Case = readonly [name: string, code: RefusalCode, change: Change];

// The numbers are those of the collection of inputs a verifier must refuse. S15 and S19 speak of certificates, the L and
// R families of the log and the status list: a report has neither.
const statements: readonly Case[] = [
  [
    'S01 a name twice in the signed text',
    'JSON_DUP',
    { text: (text) => text.replace('"outcome":', '"outcome": "conforms", "outcome":') },
  ],
  ['S04 an unknown member of the report', 'SCHEMA', { report: (r) => Object.assign(r, { waiver: 'all' }) }],
  [
    'S06 a subject with a second digest',
    'DIGEST_ALG',
    { statement: (s) => Object.assign(s.subject[0]!.digest, { md5: '0'.repeat(32) }) },
  ],
  [
    'S09 a file that was not tested',
    'SUBJECT_MISMATCH',
    { input: { files: [{ name: 'firmware.bin', digest: digestOf('another firmware') }] } },
  ],
  ['S10 an expired report', 'EXPIRED', { report: (r) => (r.expiresAt = '2026-10-20T00:00:00Z') }],
  ['S11 a report from the future', 'FUTURE', { report: (r) => (r.issuedAt = '2026-10-31T00:00:00Z') }],
  [
    'S12 a report that expires before it is issued',
    'TIME_ORDER',
    { report: (r) => (r.expiresAt = '2020-01-01T00:00:00Z') },
  ],
  [
    'S12 a report issued before the tests ended',
    'TIME_ORDER',
    { report: (r) => (r.issuedAt = '2026-10-02T09:30:00Z') },
  ],
  ['S13 30 February', 'TIME', { report: (r) => (r.issuedAt = '2026-02-30T00:00:00Z') }],
  ['S14 a time with an offset', 'TIME', { report: (r) => (r.issuedAt = '2026-10-04T15:30:00+01:00') }],
  [
    'S18 an integer beyond 2^53',
    'JSON_NUM',
    { text: (text) => text.replace('"attempts": 10', '"attempts": 9007199254740993') },
  ],
  ['S20 an edition that the trust list does not know', 'SCHEME_VERSION', { report: (r) => (r.method.edition = '0.9') }],
  ['subjects that are not the parts of the report', 'SUBJECT', { statement: (s) => s.subject.pop() }],
  ['a payload that is null', 'STATEMENT_TYPE', { text: () => 'null' }],
  ['a report of another format', 'SCHEMA', { report: (r) => Object.assign(r, { report: 2 }) }],
  ['a time of verification that is none', 'TIME', { input: { at: 'yesterday' } }],
];

describe('verify refuses an envelope or a statement with', () => {
  for (const [name, code, change] of [
    ...envelopeCases({ signer: lab, token: labToken }),
    ...statementCases,
    ...statements,
  ])
    it(`${name}: ${code}`, async () => {
      const { valid, steps } = await verifyChanged(change);
      expect(valid).to.equal(false);
      expect(steps.find(({ state }) => state === 'failed')?.code).to.equal(code);
    });
});
