import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { CertificateBundle } from '../../schemas/types.ts';
import { attacks } from '../accreditation/attacks.fixture.ts';
import { verifyHere } from '../page/verify-here.ts';
import { at, make, trust, verifyChanged } from './certificate.fixture.ts';
import { archives, times } from './own-cases.fixture.ts';
import { refusedPdfs } from './pdf/refused-pdf.fixture.ts';
import type { Draft } from './verify.fixture.ts';

const made = await make();
const json = (bytes: Buffer) => JSON.parse(bytes.toString()) as Draft<CertificateBundle>['certificate'];
const bundle = (): Draft<CertificateBundle> => ({
  bundle: 1,
  certificate: json(made.envelope),
  proof: made.proof.toString(),
  status: json(made.status),
  report: json(made.report),
});

describe('beyond the numbered inputs, a stranger refuses', () => {
  it('more than forty of our own: archives, PDFs, trust data and times, each with a code', () => {
    const families = { archives, times, pdf: refusedPdfs, tuf: attacks };
    const names = Object.values(families).flatMap((cases) => cases.map(([name]) => name));
    expect(new Set(names).size).to.equal(names.length).and.to.be.at.least(40);
    for (const [family, cases] of Object.entries(families)) {
      expect(cases.length, family).to.be.at.least(10);
      expect(new Set(cases.map(([, code]) => code)).size, family).to.be.at.least(5);
    }
  });

  it('nothing where nothing was changed', async () => {
    const { standing } = await verifyHere(Buffer.from(JSON.stringify(bundle())), { trust: trust(), at });
    expect([standing, (await verifyChanged()).valid]).to.deep.equal(['in-force', true]);
  });

  for (const [name, code, spoil] of archives)
    it(`${name}: ${code}`, async () => {
      const told = await verifyHere(Buffer.from(spoil(bundle(), made)), { trust: trust(), at });
      expect([told.standing, told.code]).to.deep.equal(['not-valid', code]);
    });

  for (const [name, code, change] of times)
    it(`${name}: ${code}`, async () => {
      const { valid, steps } = await verifyChanged(change);
      expect([valid, steps.find(({ state }) => state === 'failed')?.code]).to.deep.equal([false, code]);
    });
});
