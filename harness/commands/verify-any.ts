import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { verifyRedacted } from '../../reports/verify/verify.ts';
import { UserError } from '../../schemas/problem.ts';
import { runDirectory } from './run-directory.ts';
import { trustFrom } from './trust-from.ts';
import { kindOf, verifyCertified, type CertificateOptions } from './verify-certificate.ts';
import type { PdfFileOptions } from './verify-pdf-file.ts';
import { bytesOf, certificateTold, redactedTold, timeOf, told, verifyReport } from './verify-report.ts';

export interface AnyOptions extends CertificateOptions, PdfFileOptions {
  readonly json?: true;
}

/** What is printed, and the exit code it deserves: 0 valid, 1 not valid, 2 valid and its status today unknown. */
export interface Said {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Verifies whatever somebody holds: a report, its PDF, a certificate, a bundle, or a run directory with all of it.
 * @throws UserError for files that cannot be read
 */
export async function verifyAny(path: string, options: AnyOptions): Promise<Said> {
  const { file, more } = inRun(path);
  const all = { ...more, ...options };
  const bytes = bytesOf(file);
  const kind = kindOf(bytes);
  if (kind === 'report' || kind === 'pdf') return sayReport(file, kind, all);
  if (kind === 'redacted') return sayRedacted(bytes, all);
  const verification = await verifyCertified(bytes, kind, all);
  const { valid, steps, signers, certificate, inForce } = verification;
  const named = certificate === undefined ? {} : { id: certificate.id, expiresAt: certificate.expiresAt };
  const status = inForce === undefined ? {} : { inForce };
  const text = all.json ? canonicalJson({ valid, steps, signers, ...named, ...status }) : certificateTold(verification);
  return { text, exitCode: valid ? (inForce === undefined ? 2 : 0) : 1 };
}

async function sayReport(file: string, kind: 'report' | 'pdf', options: AnyOptions): Promise<Said> {
  const verification =
    kind === 'pdf'
      ? await (await import('./verify-pdf-file.ts')).verifyPdfFile(file, options)
      : await verifyReport(file, options);
  const { valid, steps, signers, report } = verification;
  const named = report === undefined ? {} : { id: report.id, outcome: report.outcome };
  const text = options.json ? canonicalJson({ valid, steps, signers, ...named }) : told(verification);
  return { text, exitCode: valid ? 0 : 1 };
}

async function sayRedacted(bytes: Buffer, options: AnyOptions): Promise<Said> {
  const verification = await verifyRedacted({ redacted: bytes, trust: trustFrom(options), at: timeOf(options) });
  const { valid, steps, signers, report, withheld, digest } = verification;
  const named = report === undefined ? {} : { id: report.id, outcome: report.outcome, digest, withheld };
  const text = options.json ? canonicalJson({ valid, steps, signers, ...named }) : redactedTold(verification);
  return { text, exitCode: valid ? 0 : 1 };
}

// A run holds everything: its certificate where there is one, and the evidence to judge again.
function inRun(path: string): { readonly file: string; readonly more: CertificateOptions } {
  if (!existsSync(path) || !statSync(path).isDirectory()) return { file: path, more: {} };
  const { envelope } = runDirectory(path);
  const certificate = join(path, 'certificate.dsse.json');
  const bundle = join(path, 'certificate.bundle.json');
  const certified = existsSync(bundle) ? bundle : existsSync(certificate) ? certificate : undefined;
  if (certified !== undefined)
    return { file: certified, more: { rejudge: path, ...(existsSync(envelope) ? { report: envelope } : {}) } };
  if (existsSync(envelope)) return { file: envelope, more: { rejudge: path } };
  const hint = 'toymark sign RUN --key KEY signs its report.';
  throw new UserError({ code: 'FILE', where: path, problem: 'holds no signed report and no certificate', hint });
}
