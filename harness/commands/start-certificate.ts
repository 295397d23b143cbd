import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { fragmentOf } from '../../reports/page/address.ts';
import { pageFile, renderPage } from '../../reports/page/page.ts';
import { openReview } from '../../reports/certify/review.ts';
import { proverOf } from '../../reports/registry/prove.ts';
import { publish } from '../../reports/registry/publish.ts';
import { publishStatus } from '../../reports/registry/publish-status.ts';
import { bundleFile, placeProof, shelve } from '../../reports/registry/shelf.ts';
import { witnessHere } from '../../reports/registry/witness.ts';
import {
  openBundle,
  openEnvelope,
  verifyCertificate,
  type CertificateVerification,
} from '../../reports/verify/verify.ts';
import { digestOf } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import { certifyBy } from './certify-run.ts';
import { issueOf, now } from './registry-actions.ts';
import type { RunDirectory } from './run-directory.ts';
import type { Actors } from './start-actors.ts';

/** The certificate of the demonstration, in its register and verified again as a stranger would. */
export interface DemonstratedCertificate {
  readonly verification: CertificateVerification;
  /** Everything a stranger needs, in one file. */
  readonly bundle: string;
  /** The page that verifies it, as an address within the register when that is served. */
  readonly page: string;
}

/** Certifies, enters into the register, has witnesses look, and verifies the bundle alone. */
export async function certifyDemonstration(run: RunDirectory, actors: Actors): Promise<DemonstratedCertificate> {
  const { registry, trust, log, status, witnesses } = actors;
  writeReview(run);
  const people = { reviewer: 'nobody-1=Nobody who looked', decider: 'nobody-2=Nobody who decided', module: 'B' };
  const { certificate, out } = await certifyBy({ list: trust, signer: actors.body }, run.folder, people);
  if (certificate === undefined || out === undefined) throw new Error('the review of the demonstration is complete');
  const envelope = readFileSync(out);
  const digest = digestOf(openEnvelope(envelope).payload);
  shelve(registry, { certificate: certificate.id, envelope, report: readFileSync(run.envelope) });
  await publish(registry, [issueOf(certificate, digest)], { signer: log, at: now() });
  for (const one of witnesses)
    await witnessHere(registry, { ...one, memory: join(run.folder, 'witnesses', one.name) }, now());
  await publishStatus(registry, { signer: status, at: now(), validSeconds: 86_400 });
  placeProof(registry, certificate.id, proverOf(registry, now()).prove(certificate.id).text);
  const bundle = join(run.folder, 'certificate.bundle.json');
  copyFileSync(join(registry.folder, bundleFile(certificate.id)), bundle);
  writeFileSync(join(registry.folder, pageFile), renderPage(trust, now()));
  const page = `${pageFile}#${fragmentOf({ id: certificate.id, digest })}`;
  const verification = await verifyCertificate({ ...openBundle(readFileSync(bundle)), trust, at: now() });
  return { verification, bundle, page };
}

// Nobody looks at the demonstration; the record says so.
function writeReview(run: RunDirectory): void {
  const report = load('report', run.report).value;
  const record = openReview(report, digestOf(openEnvelope(readFileSync(run.envelope)).payload));
  const note = 'Nobody looked; this is a demonstration.';
  const items = record.items.map((item) => ({ ...item, finding: 'accepted' as const, note }));
  writeFileSync(join(run.folder, 'review.yaml'), stringify({ ...record, items }, { lineWidth: 120 }));
}
