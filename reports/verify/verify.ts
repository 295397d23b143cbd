import type { Report } from '../../schemas/types.ts';
import { checkAccreditation } from './accreditation.ts';
import { checkCompleteness } from './completeness.ts';
import { openEnvelope } from './envelope.ts';
import { refuse } from './refusal.ts';
import { checkSignatures } from './signature.ts';
import { checkTime, checkTimes, readStatement } from './statement.ts';
import { matchSubjects, type FileInHand } from './subjects.ts';
import { obtainTrust, type TrustSource } from './trust.ts';
import { Walk, type Step } from './walk.ts';

/** The steps, in the order in which they are taken. The first that fails ends the verification. */
export const stepNames = [
  'trust',
  'envelope',
  'signature',
  'statement',
  'signer',
  'edition',
  'completeness',
  'subjects',
  'rejudge',
] as const;

export type StepName = (typeof stepNames)[number];

export interface VerifyInput {
  /** The envelope, byte for byte as it arrived. */
  readonly envelope: Uint8Array;
  /** The trust list, or how it is had. */
  readonly trust: TrustSource;
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** Files of the product, if any are in hand. */
  readonly files?: readonly FileInHand[];
  /** Judges the evidence again and says what differs; throws a Refusal or returns a sentence. */
  readonly rejudge?: (report: Report) => Promise<string>;
}

export interface Verification {
  readonly valid: boolean;
  readonly steps: readonly Step<StepName>[];
  /** Present only where everything that was checked holds. */
  readonly report?: Report;
  /** Names of the bodies that signed. */
  readonly signers: readonly string[];
}

/**
 * Verifies a signed report in named steps. Never throws for what is in the documents: what is not valid is a failed
 * step with a code. What was not asked for is not checked, and says so.
 */
export async function verify(input: VerifyInput): Promise<Verification> {
  const walk = new Walk(stepNames);
  const found = await walk.through(() => take(input, walk));
  const complete = found !== undefined;
  return {
    valid: complete,
    steps: walk.steps,
    signers: found?.signers ?? [],
    ...(complete ? { report: found.report } : {}),
  };
}

async function take(input: VerifyInput, walk: Walk<StepName>): Promise<{ report: Report; signers: readonly string[] }> {
  const { at, files = [], rejudge } = input;
  checkTime(at);
  const trust = await obtainTrust(input.trust, at);
  walk.ok(trust.note);
  const envelope = openEnvelope(input.envelope);
  walk.ok(`${envelope.payload.length} bytes, signatures: ${envelope.signatures.length}`);
  const signers = checkSignatures(envelope, trust);
  const names = [...new Set(signers.map(({ body }) => body.name))];
  walk.ok(`signed by ${names.join(' and ')}`);
  const { report, subjects } = readStatement(envelope.payload);
  checkTimes(report, at);
  walk.ok(`report ${report.id}, issued at ${report.issuedAt}`);
  for (const signer of signers) checkAccreditation(report, signer);
  walk.ok(`${names.join(' and ')} was entitled to level ${report.method.level} when the report was issued`);
  if (!trust.editions.includes(report.method.edition))
    refuse('SCHEME_VERSION', `the trust list does not know edition ${report.method.edition}`);
  walk.ok(`edition ${report.method.edition} is known`);
  checkCompleteness(report);
  walk.ok(`${report.judgements.length} judgements, each selected test case once; the outcome follows from them`);
  if (files.length === 0) walk.skip('no file of the product was named');
  else walk.ok(`files in hand: ${matchSubjects(subjects, files).join(', ')}`);
  if (rejudge === undefined) walk.skip('no evidence was named');
  else walk.ok(await rejudge(report));
  return { report, signers: names };
}
export { Refusal, type RefusalCode } from './refusal.ts';
export type { FileInHand } from './subjects.ts';
export type { FetchedTrust, TrustSource } from './trust.ts';
export type { Step } from './walk.ts';
export { openEnvelope } from './envelope.ts';
export { openBundle, type OpenedBundle } from './bundle.ts';
export {
  certificateSteps,
  verifyCertificate,
  type CertificateInput,
  type CertificateStep,
  type CertificateVerification,
} from './certificate.ts';
export { JsonError } from '../../schemas/strict-json.ts';
export { redactedSteps, verifyRedacted, type RedactedInput, type RedactedVerification } from './redacted.ts';
