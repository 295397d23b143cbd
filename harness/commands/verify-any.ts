import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { openBundle, verifyRedacted, type CertificateVerification } from '../../reports/verify/verify.ts';
import { UserError } from '../../schemas/problem.ts';
import { replaceFile } from '../evidence/files.ts';
import { runDirectory } from './run-directory.ts';
import { trustFrom, trustNow } from './trust-from.ts';
import { kindOf, verifyCertified, type CertificateOptions, type Kind } from './verify-certificate.ts';
import type { PdfFileOptions } from './verify-pdf-file.ts';
import { bytesOf, certificateTold, redactedTold, timeOf, told, verifyReport } from './verify-report.ts';

export interface AnyOptions extends CertificateOptions, PdfFileOptions {
  readonly json?: true;
  /** Where what is found about a certificate goes as a page. */
  readonly html?: string;
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
  if (options.html !== undefined && kind !== 'certificate' && kind !== 'bundle')
    throw new UserError({ code: 'USAGE', where: '--html', problem: 'what is written is about a certificate' }, 64);
  if (kind === 'report' || kind === 'pdf') return sayReport(file, kind, all);
  if (kind === 'redacted') return sayRedacted(bytes, all);
  const verification = await verifyCertified(bytes, kind, all);
  if (options.html !== undefined) await writeTold(options.html, { bytes, kind, verification, options: all });
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

interface Found {
  readonly bytes: Buffer;
  readonly kind: Kind;
  readonly verification: CertificateVerification;
  readonly options: AnyOptions;
}

async function writeTold(file: string, { bytes, kind, verification, options }: Found): Promise<void> {
  const { renderTold } = await import('../../reports/page/told.ts');
  const { judge } = await import('../../reports/page/standing.ts');
  const opened = verification.steps.length > 1 && kind === 'bundle' ? openBundle(bytes).certificate : bytes;
  const { list: trust } = await trustNow(options);
  replaceFile(file, renderTold(judge(verification, opened), { trust, at: timeOf(options) }), `${file}.part`);
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
