import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { visible } from '../../reports/render/text.ts';
import { headline } from '../../reports/render/view.ts';
import {
  verify,
  type CertificateVerification,
  type FileInHand,
  type RedactedVerification,
  type Step,
  type Verification,
} from '../../reports/verify/verify.ts';
import { fileProblem } from '../../schemas/file-problem.ts';
import { UserError } from '../../schemas/problem.ts';
import { readBytes } from '../../schemas/read-bounded.ts';
import type { Certificate } from '../../schemas/types.ts';
import { isUtcTime } from '../../schemas/utc-time.ts';
import { trustFrom, type TrustOptions } from './trust-from.ts';

export interface VerifyOptions extends TrustOptions {
  readonly product?: readonly string[] | undefined;
  readonly rejudge?: string | undefined;
  readonly at?: string | undefined;
}

const largest = 64 * 1024 * 1024;

/** @throws UserError for files that cannot be read and a trust list that does not fit */
export async function verifyReport(file: string, options: VerifyOptions): Promise<Verification> {
  const trust = trustFrom(options);
  const run = options.rejudge;
  return verify({
    envelope: bytesOf(file),
    trust,
    at: timeOf(options),
    files: await filesInHand(options),
    ...(run === undefined ? {} : { rejudge: async (report) => (await import('./rejudge.ts')).rejudge(report, run) }),
  });
}

/** The files of the product that somebody named, by digest. */
export async function filesInHand({ product = [] }: VerifyOptions): Promise<readonly FileInHand[]> {
  const files: FileInHand[] = [];
  for (const file of product) files.push({ name: basename(file), digest: await digestOfFile(file) });
  return files;
}

/**
 * As of when it is verified.
 * @throws UserError USAGE
 */
export function timeOf({ at }: VerifyOptions): string {
  if (at === undefined) return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  if (isUtcTime(at)) return at;
  const problem = `expected a time as 2026-11-23T12:00:00Z, got "${at}"`;
  throw new UserError({ code: 'USAGE', where: '--at', problem }, 64);
}

// As they are: decoding them would mend what the verifier has to refuse.
export const bytesOf = (file: string): Buffer => readBytes(file, largest);

/** What is told of a report, in an envelope or in a PDF. */
type Told = Omit<Verification, 'steps'> & { readonly steps: readonly Step[] };

/** One line a step, then what it comes to. */
export function told({ valid, steps, report }: Told): string {
  const end =
    valid && report !== undefined
      ? `The report is valid. It says: ${headline(report)}`
      : notValid(failing(steps), steps);
  return `${[...steps.map(lineOf), visible(end)].join('\n')}\n`;
}

/** The same for a certificate. */
export function certificateTold({ valid, steps, certificate, inForce }: CertificateVerification): string {
  const end =
    valid && certificate !== undefined ? standing(certificate, inForce !== undefined) : notValid('certificate', steps);
  return `${[...steps.map(lineOf), visible(end)].join('\n')}\n`;
}

/** The same for a report of which parts are withheld. */
export function redactedTold({ steps, report, withheld, digest }: RedactedVerification): string {
  const end =
    report === undefined
      ? notValid('report', steps)
      : `The parts that are shown are genuine; the whole report is ${digest}. It says: ${report.outcome}. Withheld: ${withheld.join(', ') || 'nothing'}. toymark verify CERTIFICATE --report FILE says whether a certificate rests on it.`;
  return `${[...steps.map(lineOf), visible(end)].join('\n')}\n`;
}

function standing({ id, product, level, standard, expiresAt }: Certificate, inForce: boolean): string {
  const what = `${id} certifies ${product.model} of ${product.manufacturer}: level ${level}, edition ${standard.edition}, until ${expiresAt}`;
  return inForce
    ? `The certificate is valid and in force. ${what}.`
    : `The certificate was granted; whether it was suspended or withdrawn since is not known. ${what}.`;
}

// A PDF may carry a certificate too, and that may be all that is wrong.
const failing = (steps: readonly Step[]) =>
  steps.some(({ name, state }) => name === 'certificate' && state === 'failed') ? 'certificate inside' : 'report';

const notValid = (what: string, steps: readonly Step[]) =>
  `The ${what} is not valid (${steps.find(({ state }) => state === 'failed')?.code ?? 'unknown'}); rely on nothing in it.`;

const signs = { ok: '✓', failed: '✕', 'not-checked': '○' } as const;

function lineOf({ name, state, code, message }: Step): string {
  return `${signs[state]} ${name.padEnd(13)} ${code === undefined ? '' : `${code}: `}${visible(message)}`;
}

// Firmware can be larger than memory.
async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    const problem = fileProblem(error, file);
    throw problem === undefined ? error : new UserError(problem);
  }
  return `sha256:${hash.digest('hex')}`;
}
