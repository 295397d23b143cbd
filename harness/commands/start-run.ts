import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import type { Report } from '../../schemas/types.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { verify, type Verification } from '../../reports/verify/verify.ts';
import { editionInForce, readStandard } from '../../schemas/read-standard.ts';
import { loadProbes } from '../gather/load-probes.ts';
import { kindsOf } from '../gather/tasks-of.ts';
import { loadSuites } from '../judge/load-suites.ts';
import { findDefects } from '../reference-toy/defect.ts';
import { demonstrate } from '../reference-toy/demonstrate.ts';
import { testProduct, type TestedProduct } from './test-product.ts';
import type { PlanOptions } from './plan-run.ts';
import { rejudge } from './rejudge.ts';
import { actorsFor } from './start-actors.ts';
import { certifyDemonstration, type DemonstratedCertificate } from './start-certificate.ts';
import { runDirectory, type RunDirectory } from './run-directory.ts';

/** What a person may say of the demonstration. */
export interface StartOptions extends PlanOptions {
  readonly defect?: readonly string[] | undefined;
  /** The run directory that is made. */
  readonly out: string;
  readonly quiet?: boolean | undefined;
}

/** The demonstration, from the toy to the verified envelope. */
export interface Demonstrated extends TestedProduct {
  readonly run: RunDirectory;
  readonly verification: Verification;
  /** Present where the toy conforms. */
  readonly certified?: DemonstratedCertificate;
}

/**
 * Certifies the reference toy end to end: plans, gathers, judges, reports, signs with a key made for the occasion, verifies
 * what was signed, and certifies what conforms. The toy is switched off again.
 * @returns undefined where the operator interrupted
 */
export async function demonstrateRun(options: StartOptions): Promise<Demonstrated | undefined> {
  const { defect = [], out } = options;
  const defects = await findDefects(defect);
  makeFolder(out);
  const ahead = readAhead(options.edition).catch(() => undefined);
  const [toy] = await Promise.all([demonstrate({ folder: join(out, 'toy'), defects }), ahead]);
  const run = runDirectory(out);
  try {
    const { declaration, bench, answers } = toy.documents;
    const tested = await testProduct(declaration, { ...options, bench, answers });
    return tested && { ...tested, run, ...(await signAndVerify(run, tested.report)) };
  } finally {
    await toy.stop();
  }
}

// What planning will read is read and remembered while the toy, in a process of its own, is switched on. What is
// wrong with it is said by the planning.
async function readAhead(edition = editionInForce()): Promise<void> {
  await loadSuites();
  const requirements = [...readStandard(edition).requirements.values()];
  await loadProbes(kindsOf(requirements.flatMap(({ testCases }) => testCases)));
}

async function signAndVerify(
  run: RunDirectory,
  report: Report,
): Promise<Pick<Demonstrated, 'verification' | 'certified'>> {
  const demo = await actorsFor(report, run.folder);
  const envelope = canonicalJson(await signReport(report, [demo.laboratory]));
  writeFileSync(run.envelope, envelope);
  writeFileSync(join(run.folder, 'trust.json'), canonicalJson(demo.trust));
  const verification = await verify({
    envelope: Buffer.from(envelope),
    trust: demo.trust,
    at: report.issuedAt,
    rejudge: (read) => rejudge(read, run.folder),
  });
  if (!verification.valid || report.outcome !== 'conforms' || report.kind !== 'test-report') return { verification };
  return { verification, certified: await certifyDemonstration(run, demo) };
}
