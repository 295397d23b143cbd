import { existsSync, statSync } from 'node:fs';
import { signReport } from '../../reports/sign/sign.ts';
import { checkCompleteness } from '../../reports/verify/completeness.ts';
import { Refusal } from '../../reports/verify/refusal.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Report } from '../../schemas/types.ts';
import { replaceFile } from '../evidence/files.ts';
import { openKey } from './open-key.ts';
import type { PassphraseOptions } from './passphrase.ts';
import { runDirectory } from './run-directory.ts';

export interface SignOptions extends PassphraseOptions {
  /** Files of private keys. */
  readonly key: readonly string[];
  readonly out?: string | undefined;
}

/** Signs the report of a run, or a report by its path; says where the envelope is and who signed. */
export async function signRun(path: string, options: SignOptions): Promise<{ out: string; keyIds: readonly string[] }> {
  const isRun = existsSync(path) && statSync(path).isDirectory();
  const run = runDirectory(path);
  const file = isRun ? run.report : path;
  const report = sound(load('report', file).value, file);
  const signers = [];
  for (const key of options.key) signers.push(await openKey(key, options));
  const out = options.out ?? (isRun ? run.envelope : path.replace(/(\.json)?$/, '.dsse.json'));
  replaceFile(out, canonicalJson(await signReport(report, signers)), `${out}.part`);
  return { out, keyIds: signers.map(({ keyId }) => keyId) };
}

// Nobody signs what every verifier would refuse.
function sound(report: Report, file: string): Report {
  try {
    checkCompleteness(report);
    return report;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hint = 'toymark report RUN builds it again.';
    throw new UserError({ code: 'CONTRADICTION', where: file, problem: error.message, hint });
  }
}
