import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTold } from '../../reports/page/told.ts';
import { verifyHere } from '../../reports/page/verify-here.ts';
import { fsck } from '../../reports/registry/fsck/fsck.ts';
import { readFile } from '../../reports/registry/disk.ts';
import { renderPdf } from '../../reports/render/pdf.ts';
import { sampleNames, sampleReport, type SampleName } from '../../reports/samples/sample-report.ts';
import type { Attachment } from '../../reports/sign/pdf/attach.ts';
import { selfCertificate } from '../../reports/sign/pdf/certificate.ts';
import { signPdf } from '../../reports/sign/pdf/sign-pdf.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { at } from '../../reports/verify/certificate.fixture.ts';
import { companionNames, envelopeName, verifyPdf } from '../../reports/verify/pdf/verify-pdf.ts';
import { verify, type RefusalCode } from '../../reports/verify/verify.ts';
import { lab, labToken } from '../../reports/verify/verify.fixture.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { Report, TrustList } from '../../schemas/types.ts';
import { sampleRegister, type CertifiedSample } from './sample-register.ts';

/** The day as of which the samples say what they say. */
export const samplesAt = at;

const place = (name: string) => join(packageRoot, 'reports', 'samples', name);

interface Print {
  readonly report: SampleName;
  /** With what the certificate inside fails. */
  readonly code?: RefusalCode;
}

const prints: Readonly<Record<string, Print>> = {
  ...Object.fromEntries(sampleNames.map((report) => [report, { report }])),
  withdrawn: { report: 'conforms', code: 'REVOKED' },
};

/** What the page says of each certificate. */
const certificates = { certificate: 'in-force', withdrawn: 'withdrawn' } as const;

const signedNames = [
  'trust.json',
  'register',
  ...sampleNames.map((name) => `${name}.dsse.json`),
  ...Object.keys(prints).map((name) => `${name}.pdf`),
  ...Object.keys(certificates).map((name) => `${name}.bundle.json`),
];

/**
 * What is wrong with the signed samples that lie in the repository: nothing, where each verifies and says what the
 * sample says today. Signatures differ each time they are made, so they are kept as long as they are right.
 */
export async function staleSamples(): Promise<readonly string[]> {
  const missing = signedNames.filter((name) => !existsSync(place(name)));
  if (missing.length > 0) return missing.map((name) => `${name} is missing`);
  const trust = JSON.parse(readFileSync(place('trust.json'), 'utf8')) as TrustList;
  const findings = fsck(place('register'), { at }).findings.map(({ where, message }) => `register/${where} ${message}`);
  const reports = await staleReports(trust);
  return [...findings, ...reports, ...(await stalePrints(trust)), ...(await staleCertificates(trust))];
}

async function staleReports(trust: TrustList): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const name of sampleNames) {
    const { report } = await verify({ envelope: readFileSync(place(`${name}.dsse.json`)), trust, at });
    if (canonicalJson(report ?? null) !== canonicalJson(sampleReport(name)))
      wrong.push(`${name}.dsse.json is not valid, or is another report`);
  }
  return wrong;
}

async function stalePrints(trust: TrustList): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [name, { report: shown, code }] of Object.entries(prints)) {
    const report = sampleReport(shown);
    const status = readFile(place('register/status/0.dsse.json'), 1_000_000);
    const found = await verifyPdf({ pdf: readFileSync(place(`${name}.pdf`)), trust, at, ...(status && { status }) });
    const failed = found.steps.find(({ state }) => state === 'failed');
    if (failed?.code !== code) wrong.push(`${name}.pdf: ${failed?.message ?? 'nothing is wrong with it'}`);
    else if (code === undefined && canonicalJson(found.report) !== canonicalJson(report))
      wrong.push(`${name}.pdf shows another report`);
  }
  return wrong;
}

async function staleCertificates(trust: TrustList): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [name, standing] of Object.entries(certificates)) {
    const told = await verifyHere(readFileSync(place(`${name}.bundle.json`)), { trust, at });
    if (told.standing !== standing) wrong.push(`${name}.bundle.json: expected ${standing}, got ${told.standing}`);
  }
  return wrong;
}

/** Makes all of them anew, by keys that are forgotten at once; the trust list that believes them lies beside them. */
export async function signSamples(): Promise<void> {
  const reports = sampleNames.map(sampleReport);
  const signed = await Promise.all(
    reports.map(async (report) => ({ report, envelope: Buffer.from(canonicalJson(await signReport(report, [lab]))) })),
  );
  const [conforming] = signed;
  if (conforming === undefined) throw new Error('there are samples');
  const register = await sampleRegister(place('register'), conforming);
  writeFileSync(place('trust.json'), canonicalJson(register.trust));
  for (const [index, { report, envelope }] of signed.entries()) {
    const name = sampleNames[index] ?? '';
    writeFileSync(place(`${name}.dsse.json`), envelope);
    const carried = report.outcome === 'conforms' ? register.certificates['in-force'] : undefined;
    writeFileSync(place(`${name}.pdf`), await print(report, envelope, carried));
  }
  const { withdrawn } = register.certificates;
  writeFileSync(place('withdrawn.pdf'), await print(conforming.report, conforming.envelope, withdrawn));
  for (const [name, standing] of Object.entries(certificates))
    writeFileSync(place(`${name}.bundle.json`), register.certificates[standing].bundle);
}

/** What the page says of the certificates as they lie there, by the name of the file that keeps it. */
export async function toldCertificates(): Promise<ReadonlyMap<string, string>> {
  const trust = JSON.parse(readFileSync(place('trust.json'), 'utf8')) as TrustList;
  const told = new Map<string, string>();
  for (const name of Object.keys(certificates)) {
    const judged = await verifyHere(readFileSync(place(`${name}.bundle.json`)), { trust, at });
    told.set(`${name}.html`, renderTold(judged, { trust, at }));
  }
  return told;
}

async function print(report: Report, envelope: Buffer, certified?: CertifiedSample): Promise<Buffer> {
  const holder = { name: report.laboratory.name, notBefore: report.issuedAt, notAfter: report.expiresAt };
  const [certificateName = '', proofName = ''] = companionNames;
  const attachments: Attachment[] = [{ name: envelopeName, bytes: envelope, description: 'The signed report' }];
  if (certified !== undefined) {
    const { envelope: bytes, proof } = certified;
    attachments.push({ name: certificateName, bytes, description: 'The certificate that rests on this report' });
    attachments.push({ name: proofName, bytes: proof, description: 'The proof that it is in the public log' });
  }
  const signedAt = certified === undefined ? report.issuedAt : '2026-10-11T09:00:00Z';
  return signPdf(await renderPdf(report), {
    signer: labToken,
    certificates: [await selfCertificate(labToken, holder)],
    attachments,
    signing: { name: report.laboratory.name, reason: `${report.title}, ${report.id}`, at: signedAt },
  });
}
