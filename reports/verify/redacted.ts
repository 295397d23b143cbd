import { canonicalJson, canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { RedactableReport, RedactedReport, Report, ReportHead, ShownLeaf } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { assemble } from '../redact/assemble.ts';
import { headOf, leafDigest, leavesOf } from '../redact/leaves.ts';
import { statementOf } from '../sign/statement.ts';
import { checkExaminer } from './accreditation.ts';
import { checkCompleteness, checkRequirements } from './completeness.ts';
import { openEnvelope } from './envelope.ts';
import { refuse } from './refusal.ts';
import { checkSignatures } from './signature.ts';
import { checkPresent, checkTime, readRedactable } from './statement.ts';
import { obtainTrust, type TrustSource } from './trust.ts';
import { Walk, type Step } from './walk.ts';

/** The steps for a redacted report, in the order in which they are taken. */
export const redactedSteps = [
  'trust',
  'envelope',
  'signature',
  'statement',
  'signer',
  'edition',
  'parts',
  'completeness',
] as const;

export type RedactedStep = (typeof redactedSteps)[number];

export interface RedactedInput {
  /** The redacted report, byte for byte as it arrived. */
  readonly redacted: Uint8Array;
  readonly trust: TrustSource;
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** When the report has to count; when it is verified, where absent. */
  readonly countsAt?: string;
}

export interface RedactedVerification {
  readonly valid: boolean;
  readonly steps: readonly Step<RedactedStep>[];
  /** The report as far as it is shown; what is withheld says so. */
  readonly report?: Report;
  /** What is never withheld: which report it is, and what it says of which toy. */
  readonly head?: ReportHead;
  /** Digest of the whole report, which a certificate names. */
  readonly digest?: string;
  readonly withheld: readonly string[];
  readonly signers: readonly string[];
}

/** Verifies a redacted report in named steps; what is withheld is named and nothing is said of it. */
export async function verifyRedacted(input: RedactedInput): Promise<RedactedVerification> {
  const walk = new Walk(redactedSteps);
  const found = await walk.through(() => take(input, walk));
  return { withheld: [], signers: [], ...found, valid: found !== undefined, steps: walk.steps };
}

async function take({ redacted, trust: source, at, countsAt = at }: RedactedInput, walk: Walk<RedactedStep>) {
  checkTime(at);
  const trust = await obtainTrust(source, at);
  walk.ok(trust.note);
  const { statement, shown } = openRedacted(redacted);
  const envelope = openEnvelope(Buffer.from(canonicalJson(statement)));
  walk.ok(`${envelope.payload.length} bytes, signatures: ${envelope.signatures.length}`);
  const keys = checkSignatures(envelope, trust);
  const signers = [...new Set(keys.map(({ body }) => body.name))];
  walk.ok(`signed by ${signers.join(' and ')}`);
  const signed = readRedactable(envelope.payload);
  const { head, leaves } = signed;
  checkPresent(head, { what: 'the report', at: countsAt });
  walk.ok(`report ${head.id}, issued at ${head.issuedAt}`);
  for (const key of keys) checkExaminer(head, key);
  walk.ok(`${signers.join(' and ')} was entitled to level ${head.level} when the report was issued`);
  if (!trust.editions.includes(head.edition))
    refuse('SCHEME_VERSION', `the trust list does not know edition ${head.edition}`);
  walk.ok(`edition ${head.edition} is known`);
  checkShown(signed, shown);
  const paths = new Set(shown.map(({ path }) => path));
  const withheld = leaves.map(({ path }) => path).filter((path) => !paths.has(path));
  walk.ok(`${shown.length} of ${leaves.length} parts are shown as they were signed; ${withheld.length} are withheld`);
  const report = checkParts(signed, shown, withheld.length === 0);
  walk.ok(`${report.judgements.length} judgements are shown; the verdicts of their requirements follow from them`);
  return { report, head, digest: signed.report, withheld, signers };
}

function openRedacted(bytes: Uint8Array): RedactedReport {
  const value = parseStrictJson(bytes);
  const [misfit] = validate('redacted', value);
  if (misfit !== undefined) refuse('SCHEMA', `the redacted report: ${misfit.path.join('.')} ${misfit.message}`);
  return value as RedactedReport;
}

function checkShown({ leaves }: RedactableReport, shown: readonly ShownLeaf[]): void {
  const signed = new Map(leaves.map(({ path, digest }) => [path, digest]));
  if (signed.size < leaves.length) refuse('LEAF_DUP', 'the statement names a part twice');
  const seen = new Set<string>();
  for (const leaf of shown) {
    const { path, salt } = leaf;
    if (seen.has(path)) refuse('LEAF_DUP', `the part ${path} is shown twice`);
    seen.add(path);
    const digest = signed.get(path);
    if (digest === undefined) refuse('LEAF_UNKNOWN', `the laboratory signed no part ${path}`);
    // Another spelling of the same bytes would be another text with the same look.
    if (Buffer.from(salt, 'base64').toString('base64') !== salt) refuse('B64', `the salt of ${path} is not canonical`);
    if (leafDigest(leaf) !== digest) refuse('LEAF_DIGEST', `the part ${path} is not what the laboratory signed`);
  }
}

// Where nothing is withheld it is the whole report, and everything that holds for one has to hold.
function checkParts({ head, report: digest }: RedactableReport, shown: readonly ShownLeaf[], whole: boolean): Report {
  const report = assemble(head, shown);
  const [misfit] = validate('report', report).filter(
    ({ path }) => report.requirements.length > 0 || path[0] !== 'requirements',
  );
  if (misfit !== undefined) refuse('SCHEMA', `a part of the report: ${misfit.path.join('.')} ${misfit.message}`);
  const paths = leavesOf(report).map(({ path }) => path);
  const stray = shown.find(({ path }) => !paths.includes(path));
  if (stray !== undefined) refuse('LEAF_UNKNOWN', `${stray.path.slice(0, 60)} is no part of a report`);
  checkRequirements(report);
  if (!whole) return report;
  checkCompleteness(report);
  if (digestOf(canonicalJson(statementOf(report))) !== digest)
    refuse('REPORT_MISMATCH', 'the parts together are not the report that the statement names');
  if (canonicalLine(headOf(report)) !== canonicalLine(head))
    refuse('REPORT_MISMATCH', 'the head says something else than the report');
  return report;
}
