import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Report, TrustList } from '../../schemas/types.ts';
import { newKey } from '../../reports/sign/keys.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { signerOf, type Signer } from '../../reports/sign/signer.ts';
import { verify, type Verification } from '../../reports/verify/verify.ts';
import { findDefects } from '../reference-toy/defect.ts';
import { demonstrate } from '../reference-toy/demonstrate.ts';
import { testProduct, type TestedProduct } from './test-product.ts';
import type { PlanOptions } from './plan-run.ts';
import { rejudge } from './rejudge.ts';
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
}

/**
 * Certifies the reference toy end to end: plans, gathers, judges, reports, signs with a key made for the occasion, and
 * verifies what was signed. The toy is switched off again.
 * @returns undefined where the operator interrupted
 */
export async function demonstrateRun(options: StartOptions): Promise<Demonstrated | undefined> {
  const { defect = [], out } = options;
  const defects = await findDefects(defect);
  mkdirSync(out, { recursive: true });
  const toy = await demonstrate({ folder: join(out, 'toy'), defects });
  const run = runDirectory(out);
  try {
    const { declaration, bench, answers } = toy.documents;
    const tested = await testProduct(declaration, { ...options, bench, answers });
    return tested && { ...tested, run, verification: await signAndVerify(run, tested.report) };
  } finally {
    await toy.stop();
  }
}

async function signAndVerify(run: RunDirectory, report: Report): Promise<Verification> {
  const signer = signerOf(newKey('ed25519'));
  const envelope = canonicalJson(await signReport(report, [signer]));
  const trust = trustIn(signer, report);
  writeFileSync(run.envelope, envelope);
  writeFileSync(join(run.folder, 'trust.json'), canonicalJson(trust));
  return verify({
    envelope: Buffer.from(envelope),
    trust,
    at: report.issuedAt,
    rejudge: (read) => rejudge(read, run.folder),
  });
}

/** The demonstration's own list: its one body is the bench of this computer, trusted for the day. */
function trustIn({ keyId, algorithm, publicKey }: Signer, { issuedAt, method, laboratory }: Report): TrustList {
  const tomorrow = new Date(Date.parse(issuedAt) + 86_400_000).toISOString().replace(/\.\d+/, '');
  const key = { keyid: keyId, algorithm, publicKey: publicKey.spki.toString('base64') };
  return {
    trust: 1,
    version: 1,
    expires: tomorrow,
    editions: [method.edition],
    bodies: [
      {
        id: 'demonstration',
        name: laboratory.name,
        role: 'laboratory',
        levels: ['basic', 'substantial', 'high'],
        keys: [{ ...key, notBefore: issuedAt, notAfter: tomorrow }],
      },
    ],
  };
}
