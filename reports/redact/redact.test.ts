import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJson, canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { Envelope, RedactableReport, RedactedReport, ShownLeaf } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { sampleNames, sampleReport } from '../samples/sample-report.ts';
import { seal, signReport } from '../sign/sign.ts';
import { redactableStatementOf } from '../sign/statement.ts';
import { at, lab, otherLab, stranger, trust, type Draft } from '../verify/verify.fixture.ts';
import { verifyRedacted, type RefusalCode } from '../verify/verify.ts';
import { leafDigest, leavesOf } from './leaves.ts';
import { redact, redactable, withoutPersonal } from './redact.ts';

const report = sampleReport('does-not-conform');
const whole = await redactable(report, [lab]);
const verify = (redacted: unknown, text: (json: string) => string = String) =>
  verifyRedacted({ redacted: Buffer.from(text(canonicalJson(redacted))), trust: trust(), at });
const payloadOf = ({ payload }: Envelope) => Buffer.from(payload, 'base64');
const failed = (steps: Awaited<ReturnType<typeof verify>>['steps']) =>
  steps.find(({ state }) => state === 'failed')?.code;

describe('a report in parts', () => {
  for (const name of sampleNames)
    it(`is the same report again where nothing of "${name}" is withheld`, async () => {
      const own = sampleReport(name);
      const { valid, report: again, withheld, digest } = await verify(await redactable(own, [lab]));
      expect([valid, withheld]).to.deep.equal([true, []]);
      expect(canonicalJson(again)).to.equal(canonicalJson(own));
      expect(digest).to.equal(digestOf(payloadOf(await signReport(own, [lab]))));
    });

  it('shows one chapter without the others, and is still valid', async () => {
    const { valid, report: shown, withheld } = await verify(redact(whole, { only: ['NET'], hide: [] }));
    expect(valid).to.equal(true);
    expect(new Set(shown?.requirements.map(({ id }) => id.split('-')[0]))).to.deep.equal(new Set(['NET']));
    expect(withheld).to.include.members(['chapter/AUTH', 'order']).and.not.include('chapter/NET');
    expect(shown?.outcome).to.equal('does-not-conform');
  });

  it('without what names persons, customers and single toys holds none of it', async () => {
    const public_ = redact(whole, { hide: withoutPersonal });
    const text = canonicalJson(public_) + payloadOf(public_.statement).toString();
    for (const secret of ['op-1', 'PB100-000017', '1 Example Street']) expect(text).to.not.contain(secret);
    const { valid, report: shown } = await verify(public_);
    expect([valid, shown?.customer.name]).to.deep.equal([true, '[withheld]']);
  });

  it('can be withheld from again, by whoever holds it', async () => {
    const twice = redact(redact(whole, { hide: ['customer'] }), { only: ['AUTH'], hide: withoutPersonal });
    expect((await verify(twice)).valid).to.equal(true);
  });

  it('shows nothing but its head, if that is wanted', async () => {
    const { valid, report: shown } = await verify({ ...whole, shown: [] });
    expect([valid, shown?.requirements.length]).to.deep.equal([true, 0]);
  });

  it('has a salt of its own for every part, new each time, so that nothing can be guessed', async () => {
    const again = await redactable(report, [lab]);
    const salts = [...whole.shown, ...again.shown].map(({ salt }) => salt);
    expect(new Set(salts).size).to.equal(salts.length);
    expect(leavesOf(report)).to.have.length(whole.shown.length);
    expect(validate('redacted', whole)).to.deep.equal([]);
  });

  it('has digests that anybody can compute', () => {
    const leaf = { path: 'a', salt: 'AAAAAAAAAAAAAAAAAAAAAA==', value: { b: 1 } };
    expect(leafDigest(leaf)).to.equal(digestOf('["AAAAAAAAAAAAAAAAAAAAAA==","a",{"b":1}]'));
    expect(canonicalLine({ b: 1, a: 2 })).to.equal('{"a":2,"b":1}');
  });
});

type Change = (draft: Draft<RedactedReport>) => unknown;
const part = (draft: Draft<RedactedReport>, path: string) => draft.shown.find((leaf) => leaf.path === path)!;
const valueOf = (draft: Draft<RedactedReport>, path: string) => part(draft, path).value as Record<string, unknown>;

const refused: readonly (readonly [string, RefusalCode, Change])[] = [
  ['a changed value', 'LEAF_DIGEST', (r) => (valueOf(r, 'customer')['name'] = 'Somebody Else')],
  [
    'a changed verdict',
    'LEAF_DIGEST',
    (r) => ((valueOf(r, 'chapter/NET')['judgements'] as { verdict: string }[])[0]!.verdict = 'inconclusive'),
  ],
  [
    'a judgement taken out of a chapter',
    'LEAF_DIGEST',
    (r) => (valueOf(r, 'chapter/NET')['judgements'] as unknown[]).pop(),
  ],
  ['a changed salt', 'LEAF_DIGEST', (r) => (part(r, 'customer').salt = part(r, 'method').salt)],
  [
    'a salt in another spelling',
    'B64',
    (r) => (part(r, 'customer').salt = `${part(r, 'customer').salt.slice(0, 21)}B==`),
  ],
  ['a short salt', 'SCHEMA', (r) => (part(r, 'customer').salt = 'AAAA')],
  [
    'a value under another path',
    'LEAF_DIGEST',
    (r) => {
      r.shown = r.shown.filter(({ path }) => path !== 'authorisedBy');
      part(r, 'units/0').path = 'authorisedBy';
    },
  ],
  ['a part twice', 'LEAF_DUP', (r) => r.shown.push(part(r, 'customer'))],
  ['a part that was never signed', 'LEAF_UNKNOWN', (r) => (part(r, 'customer').path = 'waiver')],
  ['an unknown member', 'SCHEMA', (r) => Object.assign(r, { note: 'all of it' })],
  ['an unknown member of a part', 'SCHEMA', (r) => Object.assign(r.shown[0]!, { note: 'x' })],
  ['a signature that was changed', 'SIG_INVALID', (r) => (r.statement.signatures[0]!.sig = `${'A'.repeat(86)}==`)],
  ['a statement of another kind', 'PREDICATE_TYPE', (r) => Object.assign(r, { statement: another })],
];
const another = await signReport(report, [lab]);

describe('verify refuses a redacted report with', () => {
  for (const [name, code, change] of refused)
    it(`${name}: ${code}`, async () => {
      const draft: Draft<RedactedReport> = structuredClone(whole);
      change(draft);
      const { valid, steps, report: shown } = await verify(draft);
      expect([valid, shown]).to.deep.equal([false, undefined]);
      expect(failed(steps)).to.equal(code);
    });

  it('a name twice: JSON_DUP', async () => {
    const { steps } = await verify(whole, (json) => json.replace('"redacted":', '"redacted": 1, "redacted":'));
    expect(failed(steps)).to.equal('JSON_DUP');
  });

  /** Signs another statement over the same report, with parts that fit it. */
  async function resigned(
    change: (predicate: Draft<RedactableReport>, shown: Draft<ShownLeaf>[]) => unknown,
    signer = lab,
  ) {
    const statement = JSON.parse(payloadOf(whole.statement).toString()) as { predicate: Draft<RedactableReport> };
    const shown = structuredClone([...whole.shown]) as Draft<ShownLeaf>[];
    change(statement.predicate, shown);
    for (const leaf of statement.predicate.leaves) {
      const own = shown.find(({ path }) => path === leaf.path);
      if (own !== undefined) leaf.digest = leafDigest(own);
    }
    const payload = Buffer.from(canonicalJson(redactableStatementOf(statement.predicate)));
    return verify({ redacted: 1, statement: await seal(payload, [signer]), shown });
  }
  const drop = (predicate: Draft<RedactableReport>, shown: Draft<ShownLeaf>[], path: string) => {
    predicate.leaves = predicate.leaves.filter((leaf) => leaf.path !== path);
    shown.splice(
      shown.findIndex((leaf) => leaf.path === path),
      1,
    );
  };

  const signedWrong: readonly (readonly [string, RefusalCode, Parameters<typeof resigned>[0]])[] = [
    ['a report that is not the whole', 'REPORT_MISMATCH', (p) => (p.report = digestOf('another'))],
    ['a head that says something else', 'REPORT_MISMATCH', (p) => (p.head.model = 'Pip the Second')],
    ['a head with a better outcome', 'AGGREGATION', (p) => (p.head.outcome = 'conforms')],
    [
      'a chapter that was left out',
      'AGGREGATION',
      (p, shown) => {
        drop(p, shown, 'chapter/NET');
        p.head.outcome = 'does-not-conform';
        drop(p, shown, 'order');
      },
    ],
    ['a part listed twice', 'LEAF_DUP', (p) => p.leaves.push(p.leaves[0]!)],
    ['an edition that is unknown', 'SCHEME_VERSION', (p) => (p.head.edition = '9.9')],
    ['a level beyond the scope', 'SCOPE_LEVEL', (p) => (p.head.level = 'high')],
    ['another laboratory', 'LAB_MISMATCH', (p) => (p.head.laboratory = 'Other Lab SARL')],
    ['an end that has passed', 'EXPIRED', (p) => (p.head.expiresAt = '2026-10-05T00:00:00Z')],
    [
      'a requirement better than its test cases',
      'AGGREGATION',
      (_, shown) => {
        const { requirements } = shown.find(({ path }) => path === 'chapter/NET')!.value as {
          requirements: { verdict: string }[];
        };
        for (const one of requirements) one.verdict = 'pass';
      },
    ],
    [
      'a part of another form',
      'SCHEMA',
      (_, shown) => (shown.find(({ path }) => path === 'customer')!.value = { id: 7 }),
    ],
  ];
  for (const [name, code, change] of signedWrong)
    it(`${name}, signed by the laboratory: ${code}`, async () => {
      expect(failed((await resigned(change)).steps)).to.equal(code);
    });

  it('the signature of a stranger or of another laboratory', async () => {
    expect(failed((await resigned(() => undefined, stranger)).steps)).to.equal('THRESHOLD');
    expect(failed((await resigned(() => undefined, otherLab)).steps)).to.equal('LAB_MISMATCH');
  });
});
