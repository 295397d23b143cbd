import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { Envelope } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { openBundle } from './bundle.ts';
import { verifyCertificate } from './certificate.ts';
import { at, bodyToken, body, make, otherBody, trust, verifyChanged, type Change } from './certificate.fixture.ts';
import { lab } from './verify.fixture.ts';
import type { RefusalCode } from './verify.ts';

const failed = (steps: Awaited<ReturnType<typeof verifyChanged>>['steps']) =>
  steps.find(({ state }) => state === 'failed');

describe('verify takes a certificate', () => {
  it('with report, proof and status, and says that it is in force', async () => {
    const { valid, steps, certificate, report, inForce } = await verifyChanged();
    expect(failed(steps)).to.equal(undefined);
    expect(valid).to.equal(true);
    expect(certificate?.id).to.equal('TM-2026-000001');
    expect(report?.outcome).to.equal('conforms');
    expect(inForce?.version).to.equal(14);
    const open = steps.filter(({ state }) => state === 'not-checked').map(({ name }) => name);
    expect(open).to.deep.equal(['subjects', 'rejudge']);
  });

  it('that two keys of its body signed', async () => {
    expect((await verifyChanged({ signers: [body, bodyToken] })).valid).to.equal(true);
  });

  it('without a status list, and says that it may have been withdrawn', async () => {
    const made = await make();
    const { envelope: certificate, proof } = made;
    const { valid, inForce, steps } = await verifyCertificate({ certificate, proof, trust: trust(), at });
    expect([valid, inForce]).to.deep.equal([true, undefined]);
    expect(steps.find(({ name }) => name === 'status')?.message).to.contain('not known');
  });

  it('with proof and status from the register, where the bundle has none', async () => {
    const { envelope: certificate, proof, status } = await make();
    const asked: string[] = [];
    const online = (what: 'proof' | 'status') => {
      asked.push(what);
      return Promise.resolve(what === 'proof' ? proof : status);
    };
    const { inForce } = await verifyCertificate({ certificate, trust: trust(), at, online });
    expect(inForce?.version).to.equal(14);
    expect(asked).to.deep.equal(['proof', 'status']);
  });

  it('from a bundle', async () => {
    const made = await make();
    const value = (bytes: Buffer) => JSON.parse(bytes.toString()) as Envelope;
    const bundle = {
      bundle: 1,
      certificate: value(made.envelope),
      proof: made.proof.toString(),
      status: value(made.status),
      report: value(made.report),
    };
    expect(validate('bundle', bundle)).to.deep.equal([]);
    const opened = openBundle(Buffer.from(canonicalJson(bundle)));
    const { inForce, report } = await verifyCertificate({ ...opened, trust: trust(), at });
    expect([inForce?.version, report?.id]).to.deep.equal([14, 'TR-2026-0017']);
  });

  it('with a file of the product in hand', async () => {
    const files = [{ name: 'fw.bin', digest: digestOf('firmware of the sample') }];
    const { steps } = await verifyChanged({ input: () => ({ files }) });
    expect(steps.find(({ name }) => name === 'subjects')?.message).to.contain('part/firmware');
  });

  it('that ends earlier than it had to', async () => {
    expect((await verifyChanged({ certificate: (c) => (c.expiresAt = '2027-01-31T00:00:00Z') })).valid).to.equal(true);
  });
});

type Case = readonly [name: string, code: RefusalCode, change: Change];

const listedBody = (list: Parameters<NonNullable<Change['trust']>>[0]) => list.bodies.find(({ id }) => id === 'body')!;

/** Each is a certificate with one thing wrong; the page for everybody must say the same of it. */
export const refused: readonly Case[] = [
  ['a report in the place of a certificate', 'PREDICATE_TYPE', { input: ({ report }) => ({ certificate: report }) }],
  ['a status list in its place', 'PAYLOAD_TYPE', { input: ({ status }) => ({ certificate: status }) }],
  ['a laboratory that certifies', 'ROLE', { signers: [lab] }],
  ['another body than the one it names', 'LAB_MISMATCH', { signers: [otherBody] }],
  [
    'a body that certifies what it tested',
    'INDEPENDENCE',
    { trust: (l) => (listedBody(l).name = 'Example Lab GmbH'), certificate: (c) => (c.body.name = 'Example Lab GmbH') },
  ],
  [
    'a body that certifies its own toy',
    'INDEPENDENCE',
    { trust: (l) => (listedBody(l).name = 'Example Toys Ltd'), certificate: (c) => (c.body.name = 'Example Toys Ltd') },
  ],
  ['a level that the body may not certify', 'SCOPE_LEVEL', { trust: (l) => (listedBody(l).levels = ['high']) }],
  ['a group that the body may not certify', 'SCOPE_GROUP', { trust: (l) => (listedBody(l).groups = ['AUTH']) }],
  [
    'a body that was suspended',
    'LAB_SUSPENDED',
    {
      trust: (l) =>
        (listedBody(l).suspensions = [{ from: '2026-10-01T00:00:00Z', to: '2026-10-20T00:00:00Z', because: 'audit' }]),
    },
  ],
  [
    'a key of the body whose window had ended',
    'KEY_WINDOW',
    { trust: (l) => (listedBody(l).keys[0]!.notAfter = '2026-10-09T00:00:00Z') },
  ],
  [
    'a number with a letter of another alphabet',
    'CERT_ID',
    { certificate: (c) => (c.id = 'T\u041c-2026-000001'), event: (e) => (e.certificate = 'TM-2026-000001') },
  ],
  [
    'a number that is a path',
    'CERT_ID',
    { certificate: (c) => (c.id = '../000001'), event: (e) => (e.certificate = 'TM-2026-000001') },
  ],
  [
    'a version of the format that is unknown',
    'SCHEME_VERSION',
    { certificate: (c) => Object.assign(c, { certificate: 2 }) },
  ],
  ['an edition that the scheme does not know', 'SCHEME_VERSION', { trust: (l) => (l.editions = ['2.0']) }],
  ['an unknown member', 'SCHEMA', { certificate: (c) => Object.assign(c, { grade: 'gold' }) }],
  ['an end that lies in the past', 'EXPIRED', { certificate: (c) => (c.expiresAt = '2026-10-20T00:00:00Z') }],
  ['a grant that is yet to come', 'FUTURE', { certificate: (c) => (c.issuedAt = '2026-10-31T00:00:00Z') }],
  ['an end before the grant', 'TIME_ORDER', { certificate: (c) => (c.expiresAt = '2026-10-01T00:00:00Z') }],
  ['a grant before the decision', 'TIME_ORDER', { certificate: (c) => (c.issuedAt = '2026-10-09T00:00:00Z') }],
  [
    'a decision before the report',
    'TIME_ORDER',
    { certificate: (c) => (c.decision.decidedAt = '2026-10-01T00:00:00Z') },
  ],
  ['30 February', 'TIME', { certificate: (c) => (c.issuedAt = '2026-02-30T00:00:00Z') }],
  [
    'a term beyond that of the scheme',
    'TERM',
    { certificate: (c) => (c.expiresAt = '2029-12-11T00:00:00Z'), trust: (l) => (l.policy!.transitions = []) },
  ],
  ['a term beyond the support of the toy', 'TERM', { certificate: (c) => (c.label.supportEnds = '2027-06-30') }],
  [
    'a term beyond the transition',
    'TERM',
    { trust: (l) => (l.policy!.transitions = [{ edition: '1.0', until: '2028-01-31' }]) },
  ],
  ['a report that was too old', 'TERM', { trust: (l) => (l.policy!.reportDays = 5) }],
  ['a module that the scheme does not know', 'MODULE', { certificate: (c) => (c.module = 'H') }],
  ['a scheme without rules', 'TERM', { trust: (l) => delete l.policy }],
  [
    'another report than the one it names',
    'REPORT_MISMATCH',
    { certificate: (c) => (c.report.digest = digestOf('another')) },
  ],
  [
    'a report that does not conform',
    'AGGREGATION',
    { report: (r) => (r.requirements.find(({ id }) => id === 'NET-2')!.verdict = 'fail') },
  ],
  ['a report that says it does not conform', 'AGGREGATION', { report: (r) => (r.outcome = 'does-not-conform') }],
  ['a report with another result', 'RESULT', { report: (r) => Object.assign(r, sampleReport('does-not-conform')) }],
  ['a self-assessment', 'ROLE', { report: (r) => (r.kind = 'self-assessment') }],
  ['another model than the report', 'REPORT_MISMATCH', { certificate: (c) => (c.product.model = 'Pip the Second') }],
  [
    'another version than the report',
    'REPORT_MISMATCH',
    { certificate: (c) => (c.product.parts[0]!.version = '9.9.9') },
  ],
  [
    'another level than the report',
    'REPORT_MISMATCH',
    { certificate: (c) => (c.level = 'substantial'), trust: (l) => (listedBody(l).levels = ['substantial']) },
  ],
  ['more groups than were judged', 'REPORT_MISMATCH', { certificate: (c) => c.groups.push('BT') }],
  [
    'another holder than the customer',
    'REPORT_MISMATCH',
    { certificate: (c) => (c.holder.name = 'Somebody Else Ltd') },
  ],
  [
    'a laboratory that lost its accreditation before',
    'LAB_SUSPENDED',
    { trust: (l) => (l.bodies[0]!.suspensions = [{ from: '2026-10-01T00:00:00Z', because: 'audit' }]) },
  ],
  ['no proof', 'PROOF_MISSING', { input: () => ({ proof: undefined }) as never }],
  [
    'a register that the trust list does not know',
    'ORIGIN',
    { certificate: (c) => (c.registry = 'shadow.example/log') },
  ],
  ['another digest in the register', 'LEAF_BIND', { event: (e) => (e.digest = digestOf('another')) }],
  ['another number in the register', 'LEAF_BIND', { event: (e) => (e.certificate = 'TM-2026-000002') }],
  ['another level in the register', 'LEAF_BIND', { event: (e) => (e.level = 'high') }],
  ['an entry from before the grant', 'BACKDATE', { event: (e) => (e.at = '2026-10-09T00:00:00Z') }],
  [
    'a withdrawal in the place of the issue',
    'LEAF_TYPE',
    {
      event: (e) => {
        Object.assign(e, { event: 'withdrawn', reason: 'error' });
        delete e.level;
        delete e.edition;
        delete e.scope;
      },
    },
  ],
  ['a withdrawal', 'REVOKED', { status: (l) => l.statuses.push(against('withdrawn')) }],
  ['a suspension', 'SUSPENDED', { status: (l) => l.statuses.push(against('suspended')) }],
  ['a status list that ended', 'STATUS_STALE', { status: (l) => (l.nextUpdate = '2026-10-24T01:00:00Z') }],
  [
    'a status list older than one that was seen',
    'STATUS_ROLLBACK',
    { input: () => ({ seen: () => ({ statusVersion: 15 }) }) },
  ],
  [
    'another tree of the same size than was seen',
    'SPLIT_VIEW',
    { input: () => ({ seen: () => ({ tree: { size: 3, root: Buffer.alloc(32) } }) }) },
  ],
  [
    'a file that was not tested',
    'SUBJECT_MISMATCH',
    { input: () => ({ files: [{ name: 'fw.bin', digest: digestOf('another') }] }) },
  ],
  ['subjects that are not its parts', 'SUBJECT', { statement: (s) => s.subject.pop() }],
];

const against = (state: 'suspended' | 'withdrawn') =>
  ({ certificate: 'TM-2026-000001', state, since: '2026-10-20T00:00:00Z', reason: 'vulnerability' }) as const;

describe('verify refuses a certificate with', () => {
  it('more than forty things beside the numbered ones', () => {
    expect(new Set(refused.map(([name]) => name)).size)
      .to.equal(refused.length)
      .and.to.be.above(40);
  });

  for (const [name, code, change] of refused)
    it(`${name}: ${code}`, async () => {
      const { valid, steps, certificate } = await verifyChanged(change);
      expect([valid, certificate]).to.deep.equal([false, undefined]);
      expect(failed(steps)?.code).to.equal(code);
    });
});
