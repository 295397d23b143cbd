import { expect } from 'chai';
import { describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import { lab, labToken, maker, stranger, verifyChanged, type Change } from './verify.fixture.ts';
import { Refusal, stepNames } from './verify.ts';

const accepted: readonly (Change & { readonly name: string })[] = [
  { name: 'a report signed with Ed25519' },
  { name: 'a report signed with P-256', signers: [labToken] },
  { name: 'a report signed with both keys of the laboratory', signers: [lab, labToken] },
  { name: 'a report that a stranger signed as well', signers: [lab, stranger] },
  {
    name: 'a self-assessment signed by the manufacturer it names',
    signers: [maker],
    report: (report) => {
      report.kind = 'self-assessment';
      report.laboratory.name = 'Example Toys Ltd';
    },
  },
  {
    name: 'a report of a laboratory that was suspended later',
    trust: (list) => (list.bodies[0]!.suspensions = [{ from: '2026-10-10T00:00:00Z', because: 'audit' }]),
  },
  {
    name: 'a report of a laboratory that was reinstated before',
    trust: (list) =>
      (list.bodies[0]!.suspensions = [{ from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z', because: 'audit' }]),
  },
  { name: 'a report issued five minutes ahead of this clock', input: { at: '2026-10-04T15:25:00Z' } },
];

describe('verify', () => {
  for (const { name, ...change } of accepted)
    it(`accepts ${name}`, async () => {
      const { valid, steps, report } = await verifyChanged(change);
      expect(steps.filter(({ state }) => state === 'failed')).to.deep.equal([]);
      expect(valid).to.equal(true);
      expect(report?.product.model).to.equal('Pip the Bear');
    });

  it('names every step in order and says what was not checked', async () => {
    const { steps } = await verifyChanged({});
    expect(steps.map(({ name }) => name)).to.deep.equal([...stepNames]);
    const open = steps.filter(({ state }) => state === 'not-checked').map(({ name }) => name);
    expect(open).to.deep.equal(['subjects', 'rejudge']);
  });

  it('stops at the first step that fails and hands out no report', async () => {
    const { valid, steps, report } = await verifyChanged({ envelope: (envelope) => (envelope.signatures = []) });
    expect(valid).to.equal(false);
    expect(report).to.equal(undefined);
    expect(steps.map(({ state }) => state)).to.deep.equal(['ok', 'failed', ...Array<string>(7).fill('not-checked')]);
  });

  it('matches the files in hand by their digests', async () => {
    const files = [{ name: 'firmware.bin', digest: digestOf('firmware of the sample') }];
    const { valid, steps } = await verifyChanged({ input: { files } });
    expect(valid).to.equal(true);
    expect(steps.find(({ name }) => name === 'subjects')).to.include({ state: 'ok' });
    expect(steps.find(({ name }) => name === 'subjects')?.message).to.contain('part/firmware');
  });

  it('asks for another judgement last and reports what it finds', async () => {
    const seen: string[] = [];
    const same = await verifyChanged({
      input: { rejudge: (report) => Promise.resolve(`the same ${seen.push(report.id)}`) },
    });
    expect(same.steps.at(-1)).to.deep.equal({ name: 'rejudge', state: 'ok', message: 'the same 1' });
    const rejudge = () => Promise.reject(new Refusal('REJUDGED_DIFFERS', 'NET-1-1 gives pass'));
    const other = await verifyChanged({ input: { rejudge } });
    expect(other.valid).to.equal(false);
    expect(other.steps.at(-1)).to.include({ state: 'failed', code: 'REJUDGED_DIFFERS' });
  });

  it('does not hide a fault of its own', async () => {
    const rejudge = () => Promise.reject(new TypeError('a fault'));
    let caught: unknown;
    await verifyChanged({ input: { rejudge } }).catch((error: unknown) => (caught = error));
    expect(caught).to.be.instanceOf(TypeError);
  });
});
