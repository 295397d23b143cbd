import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Report, TrustList } from '../../schemas/types.ts';
import { renderHtml } from '../../reports/render/html/render-html.ts';
import { headline } from '../../reports/render/view.ts';
import { newKey } from '../../reports/sign/keys.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { signerOf, type Signer } from '../../reports/sign/signer.ts';
import { refuse } from '../../reports/verify/refusal.ts';
import { verify, type Verification } from '../../reports/verify/verify.ts';
import { findDefects } from '../reference-toy/defect.ts';
import { demonstrate } from '../reference-toy/demonstrate.ts';
import { gatherShown } from './gather-shown.ts';
import { judgeRun } from './judge-run.ts';
import { startRun, type PlanOptions } from './plan-run.ts';
import { reportRun } from './report-run.ts';
import { runDirectory, type RunDirectory } from './run-directory.ts';

/** What a person may say of the demonstration. */
export interface StartOptions extends PlanOptions {
  readonly defect?: readonly string[] | undefined;
  /** The run directory that is made. */
  readonly out: string;
  readonly quiet?: boolean | undefined;
}

/** The demonstration, from the toy to the verified envelope. */
export interface Demonstrated {
  readonly run: RunDirectory;
  readonly report: Report;
  /** The answer in one sentence. */
  readonly headline: string;
  readonly verification: Verification;
}

/**
 * Certifies the reference toy end to end: plans, gathers, judges, reports, signs with a key made for the occasion, and
 * verifies what was signed. The toy is switched off again.
 */
export async function demonstrateRun({ defect = [], out, quiet, ...planning }: StartOptions): Promise<Demonstrated> {
  const defects = await findDefects(defect);
  mkdirSync(out, { recursive: true });
  const toy = await demonstrate({ folder: join(out, 'toy'), defects });
  try {
    const { declaration: declarationFile, bench: benchFile, answers } = toy.documents;
    await startRun(out, { declarationFile, benchFile }, planning);
    await gatherShown(out, { answers, quiet });
  } finally {
    await toy.stop();
  }
  const { report } = await reportRun(out);
  const run = runDirectory(out);
  writeFileSync(run.page, renderHtml(report));
  return { run, report, headline: headline(report), verification: await signAndVerify(run, report) };
}

async function signAndVerify(run: RunDirectory, report: Report): Promise<Verification> {
  const signer = signerOf(newKey('ed25519'));
  const envelope = canonicalJson(await signReport(report, [signer]));
  const trust = trustIn(signer, report);
  writeFileSync(run.envelope, envelope);
  writeFileSync(join(run.folder, 'trust.json'), canonicalJson(trust));
  const rejudge = () => rejudged(run, report);
  return verify({ envelope: Buffer.from(envelope), trust, at: report.issuedAt, rejudge });
}

async function rejudged({ folder }: RunDirectory, report: Report): Promise<string> {
  const { judgements } = await judgeRun(folder);
  const same = canonicalJson(judgements.judgements) === canonicalJson(report.judgements);
  if (!same) refuse('REJUDGED_DIFFERS', 'judging the evidence again gives other verdicts');
  return `judging the evidence again gives the same ${judgements.judgements.length} verdicts`;
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
