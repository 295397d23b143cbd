import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Report } from '../../schemas/types.ts';
import { renderHtml } from '../../reports/render/html/render-html.ts';
import { replaceFile } from '../evidence/files.ts';
import { gatherShown, type ShownOptions } from './gather-shown.ts';
import { exitCodeOf } from './judge-run.ts';
import { startRun, type PlanOptions } from './plan-run.ts';
import { reportRun } from './report-run.ts';
import { runDirectory } from './run-directory.ts';
import { signFile } from './sign-run.ts';

export interface CertifyOptions extends PlanOptions, Pick<ShownOptions, 'answers' | 'operator' | 'quiet'> {
  readonly bench: string;
  readonly out: string;
  /** Private key that signs the report. */
  readonly sign?: string | undefined;
  readonly passphraseFile?: string | undefined;
  readonly json?: boolean | undefined;
}

/** The whole line for one product: plan, gather, judge, report, and sign where a key is given. Gives the exit code. */
export async function certify(declarationFile: string, options: CertifyOptions): Promise<number> {
  const { run } = await startRun(options.out, { declarationFile, benchFile: options.bench }, options);
  const gathered = await gatherShown(run.folder, options);
  if (gathered.interrupted) {
    process.stdout.write(`Stopped; what was gathered is kept.\nNext: toymark gather ${run.folder} --resume\n`);
    return 2;
  }
  const { report, judgements, plan } = await reportRun(run.folder, options);
  writePage(run.folder, report);
  if (options.sign !== undefined)
    await signFile(run.report, run.envelope, { key: options.sign, passphraseFile: options.passphraseFile });
  process.stdout.write(options.json ? canonicalJson(report) : await summary(report, run.folder, options.sign));
  return exitCodeOf(judgements, plan);
}

/** Writes report.html of a run. */
export function writePage(folder: string, report: Report): void {
  const { page } = runDirectory(folder);
  replaceFile(page, renderHtml(report), `${page}.part`);
}

async function summary(report: Report, folder: string, key: string | undefined): Promise<string> {
  const { headline } = await import('../../reports/render/view.ts');
  const { page, envelope } = runDirectory(folder);
  const next =
    key === undefined ? `toymark sign ${folder} --key key.pem` : `toymark verify ${envelope} --trust trust.yaml`;
  return `${headline(report)}\n\nReport  ${page}\nNext    ${next}\n`;
}
