import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { CertificateBundle } from '../../schemas/types.ts';
import type { Change, Made } from './certificate.fixture.ts';
import type { NumberedCase } from './envelope-cases.fixture.ts';
import type { RefusalCode } from './refusal.ts';
import type { Draft } from './verify.fixture.ts';

/** A bundle as text, with one thing wrong with it. */
export type BundleCase = readonly [
  name: string,
  code: RefusalCode,
  spoil: (bundle: Draft<CertificateBundle>, made: Made) => string,
];

const as =
  (edit: (bundle: Draft<CertificateBundle>, made: Made) => unknown): BundleCase[2] =>
  (bundle, made) => {
    edit(bundle, made);
    return canonicalJson(bundle);
  };
const text =
  (edit: (text: string) => string): BundleCase[2] =>
  (bundle) =>
    edit(canonicalJson(bundle));
const envelope = (bytes: Buffer) => JSON.parse(bytes.toString()) as Draft<CertificateBundle>['certificate'];

/** Archives: bundles of documents that are each in order, and bundles that two readers could understand in two ways. */
export const archives: readonly BundleCase[] = [
  ['B01 a bundle of a later version', 'SCHEMA', as((b) => Object.assign(b, { bundle: 2 }))],
  ['B02 a bundle of nothing', 'SCHEMA', () => '{"bundle": 1}'],
  ['B03 a member that no bundle has', 'SCHEMA', as((b) => Object.assign(b, { advice: 'trust it' }))],
  ['B04 two certificates', 'JSON_DUP', text((t) => t.replace('"certificate":', '"certificate": {}, "certificate":'))],
  ['B05 a second bundle behind the first', 'JSON_TRAILING', text((t) => `${t}{"bundle": 1}`)],
  ['B06 a mark before it', 'JSON_BOM', text((t) => `\ufeff${t}`)],
  [
    'B07 arrays in arrays in arrays',
    'JSON_DEPTH',
    text((t) => t.replace('"bundle": 1', `"bundle": ${'['.repeat(5000)}`)),
  ],
  ['B08 a prototype', 'JSON_PROTO', text((t) => t.replace('"bundle": 1', '"bundle": 1, "__proto__": {}'))],
  ['B09 an end in the middle', 'JSON', text((t) => t.slice(0, -100))],
  ['B10 a proof that is data', 'SCHEMA', as((b) => Object.assign(b, { proof: { index: 1 } }))],
  ['B11 a proof that is no proof', 'TLOGPROOF', as((b) => (b.proof = 'It stands there.'))],
  [
    'B12 a report in the place of the certificate',
    'PREDICATE_TYPE',
    as((b, m) => (b.certificate = envelope(m.report))),
  ],
  ['B13 a certificate in the place of the report', 'REPORT_MISMATCH', as((b, m) => (b.report = envelope(m.envelope)))],
  [
    'B14 a status list in the place of the certificate',
    'PAYLOAD_TYPE',
    as((b, m) => (b.certificate = envelope(m.status))),
  ],
  [
    'B15 a certificate in the place of the status list',
    'PAYLOAD_TYPE',
    as((b, m) => (b.status = envelope(m.envelope))),
  ],
  ['B16 no proof at all', 'PROOF_MISSING', as((b) => delete b.proof)],
];

/** Times: each is a valid time, or nearly one, at which something else holds than is claimed. */
export const times: readonly NumberedCase<Change>[] = [
  ['T01 a leap second that never was', 'TIME', { certificate: (c) => (c.issuedAt = '2026-10-10T09:00:60Z') }],
  ['T02 an hour after midnight', 'TIME', { certificate: (c) => (c.expiresAt = '2029-06-30T24:00:00Z') }],
  ['T03 a fraction of a second', 'TIME', { certificate: (c) => (c.issuedAt = '2026-10-10T09:00:00.5Z') }],
  ['T04 a small z', 'TIME', { certificate: (c) => (c.issuedAt = '2026-10-10T09:00:00z') }],
  ['T05 29 February of a common year', 'TIME', { certificate: (c) => (c.expiresAt = '2027-02-29T00:00:00Z') }],
  ['T06 a year of five digits', 'TIME', { certificate: (c) => (c.expiresAt = '12029-06-30T23:59:59Z') }],
  [
    'T07 a decision before the report',
    'TIME_ORDER',
    { certificate: (c) => (c.decision.decidedAt = '2026-10-04T15:29:59Z') },
  ],
  [
    'T08 a grant one second before the decision',
    'TIME_ORDER',
    { certificate: (c) => (c.issuedAt = '2026-10-10T08:59:59Z') },
  ],
  ['T09 an end one second ago', 'EXPIRED', { certificate: (c) => (c.expiresAt = '2026-10-24T11:59:59Z') }],
  ['T10 a day more than the scheme grants', 'TERM', { certificate: (c) => (c.expiresAt = '2029-07-01T00:00:00Z') }],
  [
    'T11 a report one second older than the scheme allows',
    'TERM',
    { trust: (l) => Object.assign(l.policy ?? {}, { reportDays: 5 }) },
  ],
  [
    'T12 a key that ended one second before',
    'KEY_WINDOW',
    { trust: (l) => keysOf(l, 'body').forEach((key) => (key.notAfter = '2026-10-10T08:59:59Z')) },
  ],
  [
    'T13 a key that began one second after',
    'KEY_WINDOW',
    { trust: (l) => keysOf(l, 'body').forEach((key) => (key.notBefore = '2026-10-10T09:00:01Z')) },
  ],
  [
    'T14 a window that ends before it begins',
    'TIME_ORDER',
    { trust: (l) => keysOf(l, 'body').forEach((key) => (key.notAfter = '2025-01-01T00:00:00Z')) },
  ],
  [
    'T15 a suspension of that very second',
    'LAB_SUSPENDED',
    {
      trust: (l) =>
        Object.assign(l.bodies.find(({ id }) => id === 'body') ?? {}, {
          suspensions: [{ from: '2026-10-10T09:00:00Z', to: '2026-10-10T09:00:01Z', because: 'audit' }],
        }),
    },
  ],
  [
    'T16 a trust list that ended one second ago',
    'TRUST_EXPIRED',
    { trust: (l) => (l.expires = '2026-10-24T11:59:59Z') },
  ],
  ['T17 an entry of fifteen days later', 'BACKDATE', { event: (e) => (e.at = '2026-10-25T09:00:01Z') }],
  [
    'T18 a status list that ended before it began',
    'TIME_ORDER',
    { status: (l) => (l.nextUpdate = '2026-10-23T00:00:00Z') },
  ],
  ['T19 a status list without a time', 'TIME', { status: (l) => (l.issuedAt = '2026-10-24') }],
  ['T20 a verification at no time', 'TIME', { input: () => ({ at: '2026-10-24 12:00' }) }],
];

const keysOf = (list: Parameters<NonNullable<Change['trust']>>[0], body: string) =>
  list.bodies.filter(({ id }) => id === body).flatMap(({ keys }) => keys);
