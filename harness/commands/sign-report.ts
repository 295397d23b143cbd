import { existsSync, statSync } from 'node:fs';
import { redactable } from '../../reports/redact/redact.ts';
import { signReport } from '../../reports/sign/sign.ts';
import type { Signer } from '../../reports/sign/signer.ts';
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

export interface SignOptions extends PassphraseOptions, EnvelopeOptions {
  /** Files of private keys. */
  readonly key: readonly string[];
}

interface EnvelopeOptions {
  readonly out?: string | undefined;
  /** Sign the parts too, so that each can be shown alone. */
  readonly redactable?: true;
}

/** What was written, and by whose keys. */
export interface Signed {
  readonly out: string;
  readonly keyIds: readonly string[];
  /** The holder's copy, from which parts are withheld. */
  readonly redactable?: string;
}

/** Signs the report of a run, or a report by its path; says where the envelope is and who signed. */
export async function signRun(path: string, options: SignOptions): Promise<Signed> {
  const signers = [];
  for (const key of options.key) signers.push(await openKey(key, options));
  return signWith(signers, path, options);
}

/** The same with keys that are open. */
export async function signWith(
  signers: readonly Signer[],
  path: string,
  options: EnvelopeOptions = {},
): Promise<Signed> {
  const isRun = existsSync(path) && statSync(path).isDirectory();
  const run = runDirectory(path);
  const file = isRun ? run.report : path;
  const report = sound(load('report', file).value, file);
  const out = options.out ?? (isRun ? run.envelope : path.replace(/(\.json)?$/, '.dsse.json'));
  replaceFile(out, canonicalJson(await signReport(report, signers)), `${out}.part`);
  const keyIds = signers.map(({ keyId }) => keyId);
  if (options.redactable === undefined) return { out, keyIds };
  const parts = out.replace(/(\.dsse)?(\.json)?$/, '.redactable.json');
  replaceFile(parts, canonicalJson(await redactable(report, signers)), `${parts}.part`);
  return { out, keyIds, redactable: parts };
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
