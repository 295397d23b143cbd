import { declared } from '../../schemas/declared.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { gatherShown, type ShownOptions } from './gather-shown.ts';
import { startRun, type PlanOptions, type Planned } from './plan-run.ts';
import { renderRun } from './render-run.ts';
import { reportRun, type ReportedRun } from './report-run.ts';
import { runDirectory } from './run-directory.ts';
import { readyToTest } from './ready-to-test.ts';
import { signWith } from './sign-report.ts';

export interface TestOptions extends PlanOptions, Pick<ShownOptions, 'answers' | 'operator' | 'quiet'> {
  readonly bench: string;
  readonly out: string;
  /** Private key that signs the report. */
  readonly sign?: string | undefined;
  readonly passphraseFile?: string | undefined;
}

/** A product taken through the whole line, or as far as the operator let it go. */
export interface TestedProduct extends ReportedRun {
  readonly page: string;
  readonly envelope: string | undefined;
}

/**
 * The whole line for one product: plan, gather, judge, report, and sign where a key is given.
 * @returns undefined where the operator interrupted; what was gathered is kept
 */
export async function testProduct(declarationFile: string, options: TestOptions): Promise<TestedProduct | undefined> {
  const { out, bench: benchFile } = options;
  let signers: readonly Signer[] = [];
  const ready = async ({ declaration }: Planned) => {
    signers = await readyToTest(declared(declaration.value), options);
  };
  await startRun(out, { declarationFile, benchFile }, { ...options, ready });
  const { interrupted } = await gatherShown(out, options);
  if (interrupted) return undefined;
  const reported = await reportRun(out, options.operator === undefined ? {} : { operator: options.operator });
  await renderRun(out, reported.report, ['html']);
  const signed = signers.length === 0 ? undefined : await signWith(signers, out);
  return { ...reported, page: runDirectory(out).page, envelope: signed?.out };
}
