import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { RedactableReport, RedactedReport, Report, ShownLeaf } from '../../schemas/types.ts';
import { leafDigest } from '../redact/leaves.ts';
import { redact, redactable, withoutPersonal } from '../redact/redact.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { seal } from '../sign/sign.ts';
import { redactableStatementOf } from '../sign/statement.ts';
import { at, edited, make, trust } from './certificate.fixture.ts';
import { lab, maker, type Draft } from './verify.fixture.ts';
import { verifyCertificate, type RefusalCode } from './verify.ts';

const conforms = sampleReport('conforms');
const whole = await redactable(conforms, [lab]);
const made = await make();
const bytes = (redacted: unknown) => Buffer.from(canonicalJson(redacted));

/** The sample certificate in one hand and a redacted report in the other; the whole report only where it is wanted. */
async function beside(redacted: unknown, report?: Uint8Array) {
  const { envelope: certificate, proof, status } = made;
  const parts = { certificate, proof, status, redacted: bytes(redacted), ...(report && { report }) };
  const { valid, steps, report: shown } = await verifyCertificate({ ...parts, trust: trust(), at });
  const step = steps.find(({ name }) => name === 'report');
  return { valid, code: steps.find(({ state }) => state === 'failed')?.code, said: step?.message ?? '', shown };
}

const without = redact(whole, { only: ['NET'], hide: withoutPersonal });

/** Another statement by the laboratory, with parts that fit it. */
async function resigned(
  change: (predicate: Draft<RedactableReport>, shown: Draft<ShownLeaf>[]) => unknown,
  signer = lab,
): Promise<RedactedReport> {
  const payload = Buffer.from(whole.statement.payload, 'base64').toString();
  const { predicate } = JSON.parse(payload) as { predicate: Draft<RedactableReport> };
  const shown = structuredClone([...without.shown]) as Draft<ShownLeaf>[];
  change(predicate, shown);
  for (const leaf of predicate.leaves) {
    const own = shown.find(({ path }) => path === leaf.path);
    if (own !== undefined) leaf.digest = leafDigest(own);
  }
  const signed = Buffer.from(canonicalJson(redactableStatementOf(predicate)));
  return { redacted: 1, statement: await seal(signed, [signer]), shown };
}

const another = (change: (draft: Draft<Report>) => unknown) => redactable(edited(conforms, change), [lab]);
const valueIn = (shown: Draft<ShownLeaf>[], path: string) => shown.find((leaf) => leaf.path === path)!.value;

describe('a certificate beside a redacted report', () => {
  for (const [name, redacted, withheld] of [
    ['the whole of its report in parts', whole, 0],
    ['one chapter of it', without, whole.shown.length - without.shown.length],
    ['nothing but its head', { ...whole, shown: [] }, whole.shown.length],
  ] as const)
    it(`is told to be about that very report by ${name}`, async () => {
      const { valid, said, shown } = await beside(redacted);
      expect([valid, shown]).to.deep.equal([true, undefined]);
      expect(said).to.contain(`report ${conforms.id} of Example Lab GmbH conforms`);
      expect(said).to.contain(`${withheld} of its parts withheld`);
    });

  it('is compared with both, where the whole report is at hand too', async () => {
    const { valid, said, shown } = await beside(without, made.report);
    expect([valid, shown?.id]).to.deep.equal([true, conforms.id]);
    expect(said).to.match(/the one that is named, whole, and conforms; the redacted one is of it, \d+ of its parts/);
  });

  const wrong: readonly (readonly [string, RefusalCode, () => Promise<unknown>])[] = [
    ['another report of the same number', 'REPORT_MISMATCH', () => another((r) => (r.customer.name = 'Other Toys SA'))],
    ['a report of another number', 'REPORT_MISMATCH', () => another((r) => (r.id = 'TR-2026-009999'))],
    ['a report of a toy that failed', 'REPORT_MISMATCH', () => redactable(sampleReport('does-not-conform'), [lab])],
    ['a part that was changed', 'LEAF_DIGEST', () => Promise.resolve(changed('"pass"', '"inconclusive"'))],
    ['a signature of nobody', 'THRESHOLD', () => resigned(() => undefined, { ...lab, keyId: '0'.repeat(64) })],
    ['parts signed by the manufacturer', 'ROLE', () => resigned(() => undefined, maker)],
    ['a head about another model', 'REPORT_MISMATCH', () => resigned((p) => (p.head.model = 'Pip the Second'))],
    ['a head with more chapters', 'REPORT_MISMATCH', () => resigned((p) => p.head.groups.push('ZZZ'))],
    [
      'a head that says it is a self-assessment',
      'RESULT',
      () => resigned((p) => Object.assign(p.head, { kind: 'self-assessment', laboratory: 'Example Toys Ltd' }), maker),
    ],
    ['a head that says it failed', 'RESULT', () => resigned((p) => (p.head.outcome = 'does-not-conform'))],
    [
      'a part that contradicts the certificate',
      'REPORT_MISMATCH',
      () => resigned((_, shown) => ((valueIn(shown, 'product') as { hardware?: string }).hardware = 'rev Z')),
    ],
    [
      'digests of other evidence',
      'REPORT_MISMATCH',
      () =>
        resigned((_, shown) => ((valueIn(shown, 'digests') as Record<string, string>)['evidence'] = digestOf('other'))),
    ],
  ];
  const changed = (from: string, to: string): unknown => JSON.parse(canonicalJson(without).replace(from, to));

  for (const [name, code, redacted] of wrong)
    it(`refuses ${name}: ${code}`, async () => {
      const { valid, code: failed } = await beside(await redacted());
      expect([valid, failed]).to.deep.equal([false, code]);
    });

  it('still finds it to be the one after the report itself has ended, as long as the certificate has not', async () => {
    const ended = await resigned((predicate) => (predicate.head.expiresAt = '2026-10-20T00:00:00Z'));
    expect((await beside(ended)).valid).to.equal(true);
  });
});
