import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { selfCertificate } from '../../sign/pdf/certificate.ts';
import { labToken } from '../verify.fixture.ts';
import { holder, signedPdf, verifyChangedPdf } from './pdf.fixture.ts';
import { refusedPdfs } from './refused-pdf.fixture.ts';

describe('verify a PDF', () => {
  it('accepts what the laboratory signed, and the report in it', async () => {
    const { valid, steps, report, attachments } = await verifyChangedPdf({});
    expect(steps.filter(({ state }) => state === 'failed')).to.deep.equal([]);
    expect([valid, report?.id, attachments.map(({ name }) => name)]).to.deep.equal([
      true,
      'TR-2026-0018',
      ['report.dsse.json'],
    ]);
  });

  for (const [name, code, change] of refusedPdfs)
    it(`refuses ${name}: ${code}`, async () => {
      const { valid, steps } = await verifyChangedPdf(change);
      expect(steps.find(({ state }) => state === 'failed')?.code).to.equal(code);
      expect(valid).to.equal(false);
    });

  it('refuses a document without a time-stamp where one is asked for: PDF_STAMP', async () => {
    const anchor = new X509Certificate(await selfCertificate(labToken, holder));
    const { steps } = await verifyChangedPdf({ input: { stampAnchors: [anchor] } });
    expect(steps.find(({ state }) => state === 'failed')?.code).to.equal('PDF_STAMP');
  });

  it('gives the same bytes before anybody signs', async () => {
    const [one, two] = [await signedPdf({}), await signedPdf({})];
    const unsigned = (pdf: Buffer) => pdf.toString('latin1').replace(/<30[0-9a-f]{200,}>/, '');
    expect(one.equals(two)).to.equal(false);
    expect(unsigned(one) === unsigned(two)).to.equal(true);
  });
});
