import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '../../reports/render/pdf.ts';
import { sampleNames, sampleReport, type SampleName } from '../../reports/samples/sample-report.ts';
import { selfCertificate } from '../../reports/sign/pdf/certificate.ts';
import { signPdf } from '../../reports/sign/pdf/sign-pdf.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { at, make, trust } from '../../reports/verify/certificate.fixture.ts';
import { envelopeName, verifyPdf } from '../../reports/verify/pdf/verify-pdf.ts';
import { lab, labToken } from '../../reports/verify/verify.fixture.ts';
import { openBundle, verifyCertificate } from '../../reports/verify/verify.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { TrustList } from '../../schemas/types.ts';
import { bundleText } from './page-peer.ts';

/** The day on which the signed samples are as they say. */
export const samplesAt = at;

const place = (name: string) => join(packageRoot, 'reports', 'samples', name);

/** Bundles of the sample certificate: in force, and withdrawn by the status list of the same day. */
const bundles = {
  'certificate.bundle.json': undefined,
  'withdrawn.bundle.json': 'REVOKED',
} as const;

/**
 * What is wrong with the signed samples that lie in the repository: nothing, where each verifies and says what the
 * sample says today. Signatures differ each time they are made, so they are kept as long as they are right.
 */
export async function staleSamples(): Promise<readonly string[]> {
  if (!existsSync(place('trust.json'))) return ['trust.json is missing'];
  const list = JSON.parse(readFileSync(place('trust.json'), 'utf8')) as TrustList;
  const wrong: string[] = [];
  for (const name of sampleNames) {
    const { valid, report, steps } = await verifyPdf({ pdf: readFileSync(place(`${name}.pdf`)), trust: list, at });
    const said = steps.find(({ state }) => state === 'failed')?.message;
    if (!valid) wrong.push(`${name}.pdf: ${said}`);
    else if (canonicalJson(report) !== canonicalJson(sampleReport(name)))
      wrong.push(`${name}.pdf shows another report`);
  }
  for (const [name, code] of Object.entries(bundles)) {
    const bundle = openBundle(readFileSync(place(name)));
    const { steps, report } = await verifyCertificate({ ...bundle, trust: list, at });
    const failed = steps.find(({ state }) => state === 'failed')?.code;
    if (failed !== code) wrong.push(`${name}: expected ${code ?? 'in force'}, got ${failed ?? 'in force'}`);
    if (failed === undefined && report?.id !== sampleReport('conforms').id)
      wrong.push(`${name} is about another report`);
  }
  return wrong;
}

/** Makes all of them anew, by keys that are forgotten at once; the trust list that believes them lies beside them. */
export async function signSamples(): Promise<void> {
  writeFileSync(place('trust.json'), canonicalJson(trust()));
  for (const name of sampleNames) await signSample(name);
  for (const [name, code] of Object.entries(bundles)) {
    const against = { certificate: 'TM-2026-000001', state: 'withdrawn', since: '2026-12-20T00:00:00Z' } as const;
    const made = await make(
      code === undefined ? {} : { status: (list) => list.statuses.push({ ...against, reason: 'vulnerability' }) },
    );
    writeFileSync(place(name), bundleText(made));
  }
}

async function signSample(name: SampleName): Promise<void> {
  const report = sampleReport(name);
  const envelope = canonicalJson(await signReport(report, [lab]));
  writeFileSync(place(`${name}.dsse.json`), envelope);
  const holder = { name: report.laboratory.name, notBefore: report.issuedAt, notAfter: '2029-12-04T00:00:00Z' };
  const pdf = await signPdf(await renderPdf(report), {
    signer: labToken,
    certificates: [await selfCertificate(labToken, holder)],
    attachments: [{ name: envelopeName, bytes: Buffer.from(envelope), description: 'The signed report' }],
    signing: { name: report.laboratory.name, reason: `${report.title}, ${report.id}`, at: report.issuedAt },
  });
  writeFileSync(place(`${name}.pdf`), pdf);
}
