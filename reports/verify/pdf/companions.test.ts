import { expect } from 'chai';
import { describe, it } from 'mocha';
import { companionNames, verifyPdf, type VerifyPdfInput } from './verify-pdf.ts';
import { signedPdf } from './pdf.fixture.ts';
import { at, make, trust, type Made } from '../certificate.fixture.ts';

const [certificateName = '', proofName = ''] = companionNames;

/** A PDF of the certified report, with what a test attaches to it. */
async function verified(
  made: Made,
  attach: readonly ('certificate' | 'proof' | 'report')[],
  register: Pick<VerifyPdfInput, 'online' | 'seen' | 'status'> = {},
) {
  const files = {
    report: { name: 'report.dsse.json', bytes: made.report, description: 'report' },
    certificate: { name: certificateName, bytes: made.envelope, description: 'certificate' },
    proof: { name: proofName, bytes: made.proof, description: 'proof' },
  };
  const pdf = await signedPdf({
    attachments: (own) => (attach.includes('report') ? [] : own).concat(attach.map((name) => files[name])),
  });
  const { steps, valid } = await verifyPdf({ pdf, trust: trust(), at, ...register });
  return { valid, steps, code: steps.find(({ state }) => state === 'failed')?.code };
}

describe('a certificate inside a PDF', () => {
  it('is verified with its proof over the report beside it', async () => {
    const { valid, steps } = await verified(await make(), ['report', 'certificate', 'proof']);
    expect(steps.find(({ name }) => name === 'certificate')?.message).to.contain('TM-2026-000001');
    expect(valid).to.equal(true);
  });

  it('is in force where a status list in hand or the register says so, and open where nobody does', async () => {
    const made = await make();
    const whole = ['report', 'certificate', 'proof'] as const;
    const said = async (register?: Parameters<typeof verified>[2]) =>
      (await verified(made, whole, register)).steps.find(({ name }) => name === 'certificate')?.message;
    expect(await said()).to.contain('ask the register whether it still counts');
    expect(await said({ status: made.status })).to.contain('in force by list 14');
    expect(await said({ online: () => Promise.resolve(made.status) })).to.contain('in force by list 14');
  });

  it('is refused where the register withdrew it since, or goes back', async () => {
    const withdrawn = { certificate: 'TM-2026-000001', state: 'withdrawn', since: '2026-10-20T00:00:00Z' } as const;
    const made = await make({ status: (list) => list.statuses.push({ ...withdrawn, reason: 'vulnerability' }) });
    const online = () => Promise.resolve(made.status);
    const whole = ['report', 'certificate', 'proof'] as const;
    expect((await verified(made, whole, { online })).code).to.equal('REVOKED');
    const fresh = await make();
    const seen = () => ({ statusVersion: 15 });
    expect((await verified(fresh, whole, { status: fresh.status, seen })).code).to.equal('STATUS_ROLLBACK');
  });

  it('is refused where it is over another report', async () => {
    expect((await verified(await make(), ['certificate', 'proof'])).code).to.equal('REPORT_MISMATCH');
  });

  it('is refused without its proof, as is a proof without it', async () => {
    expect((await verified(await make(), ['report', 'certificate'])).code).to.equal('PROOF_MISSING');
    expect((await verified(await make(), ['report', 'proof'])).code).to.equal('PDF_ATTACHMENT');
  });

  it('is refused where the register names another', async () => {
    const made = await make({ event: (event) => (event.certificate = 'TM-2026-000002') });
    expect((await verified(made, ['report', 'certificate', 'proof'])).code).to.equal('LEAF_BIND');
  });
});
