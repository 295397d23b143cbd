import { digestOf } from '../../schemas/canonical-json.ts';
import type { Certificate, RegistryPolicy, Report, Statement, TrustList } from '../../schemas/types.ts';
import type { TreeHead } from '../registry/merkle.ts';
import { checkCertifier } from './accreditation.ts';
import type { OpenedBundle } from './bundle.ts';
import { checkCertifiedRedaction, checkCertifiedReport, checkIndependence } from './certified-report.ts';
import { openEnvelope } from './envelope.ts';
import { verifyProof, type Included } from './log-inclusion.ts';
import { refuse } from './refusal.ts';
import { checkSchemeRules } from './scheme-rules.ts';
import { checkSignatures } from './signature.ts';
import { checkCertificateTimes, checkTime, readCertificate } from './statement.ts';
import { verifyStatus, type InForce } from './status.ts';
import { matchSubjects, type FileInHand } from './subjects.ts';
import { obtainTrust, type Trust, type TrustSource } from './trust.ts';
import { Walk, type Step } from './walk.ts';

/** The steps for a certificate, in the order in which they are taken. The first that fails ends the verification. */
export const certificateSteps = [
  'trust',
  'envelope',
  'signature',
  'statement',
  'signer',
  'edition',
  'scheme rules',
  'report',
  'subjects',
  'log inclusion',
  'status',
  'rejudge',
] as const;

export type CertificateStep = (typeof certificateSteps)[number];

export interface CertificateInput extends OpenedBundle {
  /** The trust list, or how it is had. */
  readonly trust: TrustSource;
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** Whom to believe about the register; as the trust list says where absent. */
  readonly registry?: RegistryPolicy;
  /** Before it is entered anywhere: the register is not asked. */
  readonly unregistered?: true;
  /** What was seen of the register before, so that it cannot go back. */
  readonly seen?: (origin: string) => { readonly tree?: TreeHead; readonly statusVersion?: number };
  /** The report as its holder shows it, with parts withheld; looked at where there is no whole one. */
  readonly redacted?: Uint8Array;
  /** Files of the product, if any are in hand. */
  readonly files?: readonly FileInHand[];
  /** Fetches what the bundle lacks from the register; absent offline. */
  readonly online?: (lacking: 'proof' | 'status', certificate: Certificate) => Promise<Uint8Array | undefined>;
  /** Judges the evidence again and says what differs; throws a Refusal or returns a sentence. */
  readonly rejudge?: (report: Report) => Promise<string>;
}

export interface CertificateVerification {
  /** Whether everything that was checked holds; whether it is in force today only `inForce` says. */
  readonly valid: boolean;
  readonly steps: readonly Step<CertificateStep>[];
  readonly certificate?: Certificate;
  readonly report?: Report;
  /** Where it stands in the register. */
  readonly included?: Included;
  /** Present where a fresh status list says nothing against it. */
  readonly inForce?: InForce;
  readonly signers: readonly string[];
}

type Found = Omit<CertificateVerification, 'valid' | 'steps'>;

/**
 * Verifies a certificate in named steps. Never throws for what is in the documents: what is not valid is a failed step
 * with a code. What was not at hand is not checked, and says so.
 */
export async function verifyCertificate(input: CertificateInput): Promise<CertificateVerification> {
  const walk = new Walk(certificateSteps);
  const found = await walk.through(() => take(input, walk));
  return { signers: [], ...found, valid: found !== undefined, steps: walk.steps };
}

async function take(input: CertificateInput, walk: Walk<CertificateStep>): Promise<Found> {
  checkTime(input.at);
  const trust = await obtainTrust(input.trust, input.at);
  walk.ok(trust.note);
  const opened = signedCertificate(input, trust, walk);
  const { certificate } = opened;
  const report = await checkRules(input, { certificate, trust }, walk);
  checkFiles(input, opened.subjects, walk);
  const register = await checkRegister(input, { ...opened, list: trust.list }, walk);
  await checkRejudged(input, report, walk);
  return { certificate, signers: opened.signers, ...(report && { report }), ...register };
}

interface Opened {
  readonly certificate: Certificate;
  readonly subjects: Statement['subject'];
  readonly digest: string;
  readonly signers: readonly string[];
}

function signedCertificate(
  { certificate: bytes, at }: CertificateInput,
  trust: Trust,
  walk: Walk<CertificateStep>,
): Opened {
  const envelope = openEnvelope(bytes);
  walk.ok(`${envelope.payload.length} bytes, signatures: ${envelope.signatures.length}`);
  const keys = checkSignatures(envelope, trust);
  const signers = [...new Set(keys.map(({ body }) => body.name))];
  walk.ok(`signed by ${signers.join(' and ')}`);
  const { certificate, subjects } = readCertificate(envelope.payload);
  checkCertificateTimes(certificate, at);
  walk.ok(`certificate ${certificate.id}, granted at ${certificate.issuedAt}, ends at ${certificate.expiresAt}`);
  for (const key of keys) checkCertifier(certificate, key);
  checkIndependence(certificate);
  walk.ok(`${signers.join(' and ')} was entitled to certify level ${certificate.level} when it was granted`);
  return { certificate, subjects, digest: digestOf(envelope.payload), signers };
}

async function checkRules(
  input: CertificateInput,
  { certificate, trust }: { readonly certificate: Certificate; readonly trust: Trust & { readonly list: TrustList } },
  walk: Walk<CertificateStep>,
): Promise<Report | undefined> {
  const { edition } = certificate.standard;
  if (!trust.editions.includes(edition)) refuse('SCHEME_VERSION', `the trust list does not know edition ${edition}`);
  walk.ok(`edition ${edition} is known`);
  const { policy } = trust.list;
  if (policy === undefined) refuse('TERM', 'the trust list states no rules for certificates; nobody certifies by it');
  checkSchemeRules(certificate, policy);
  walk.ok(`term and module ${certificate.module} keep the rules of ${certificate.scheme.name}`);
  const { report: bytes, redacted, at } = input;
  const shown =
    redacted &&
    (await checkCertifiedRedaction({ redacted, trust: trust.list, at, countsAt: certificate.issuedAt }, certificate));
  const report = bytes && checkCertifiedReport(bytes, certificate, trust);
  const { id, laboratory } = certificate.report;
  const parts = shown && `the redacted one is of it, ${shown.withheld} of its parts withheld`;
  if (report !== undefined)
    walk.ok(
      [`report ${id} of ${laboratory} is the one that is named, whole, and conforms`, parts ?? []].flat().join('; '),
    );
  else if (parts !== undefined) walk.ok(`report ${id} of ${laboratory} conforms, and ${parts}`);
  else walk.skip(`the report ${id} is not at hand`);
  return report;
}

function checkFiles(
  { files = [] }: CertificateInput,
  subjects: Statement['subject'],
  walk: Walk<CertificateStep>,
): void {
  if (files.length === 0) walk.skip('no file of the product was named');
  else walk.ok(`files in hand: ${matchSubjects(subjects, files).join(', ')}`);
}

async function checkRegister(
  input: CertificateInput,
  opened: Pick<Opened, 'certificate' | 'digest'> & { readonly list: TrustList },
  walk: Walk<CertificateStep>,
): Promise<Pick<Found, 'included' | 'inForce'>> {
  const { certificate } = opened;
  const policy = input.unregistered === true ? undefined : (input.registry ?? policyFor(certificate, opened.list));
  if (policy === undefined) {
    walk.skip('it was not asked for in any register');
    walk.skip('without a register nobody says whether it was withdrawn');
    return {};
  }
  const proof = input.proof ?? (await input.online?.('proof', certificate));
  if (proof === undefined) refuse('PROOF_MISSING', `no proof that it stands in the register ${policy.origin}`);
  const included = checkLogged(input, { ...opened, policy, proof });
  walk.ok(included.message);
  const status = (await input.online?.('status', certificate)) ?? input.status;
  if (status === undefined) {
    walk.skip('no status list is at hand: whether it was withdrawn since is not known');
    return { included };
  }
  const { at } = input;
  const seen = input.seen?.(policy.origin);
  const version = seen?.statusVersion === undefined ? {} : { seenVersion: seen.statusVersion };
  const inForce = verifyStatus({ status, policy, certificate: certificate.id, logged: included, at, ...version });
  walk.ok(inForce.message);
  return { included, inForce };
}

/** The register in which a certificate says it stands, as the trust list knows it; its only one where it says nothing. */
function policyFor({ registry }: Certificate, { registries = [] }: TrustList): RegistryPolicy | undefined {
  const known = registries.map(({ policy }) => policy);
  if (registry === undefined) return known[0];
  const found = known.find(({ origin }) => origin === registry);
  if (found === undefined) refuse('ORIGIN', `the trust list does not know the register ${registry}`);
  return found;
}

function checkLogged(
  { at, seen }: CertificateInput,
  { certificate, digest, policy, proof }: Pick<Opened, 'certificate' | 'digest'> & Logged,
): Included {
  const { id, level, issuedAt, standard } = certificate;
  const claim = { certificate: id, digest, level, edition: standard.edition, issuedAt };
  const tree = seen?.(policy.origin).tree;
  return verifyProof({ proof, policy, claim, at, ...(tree === undefined ? {} : { seen: tree }) });
}

interface Logged {
  readonly policy: RegistryPolicy;
  readonly proof: Uint8Array;
}

async function checkRejudged(
  { rejudge }: CertificateInput,
  report: Report | undefined,
  walk: Walk<CertificateStep>,
): Promise<void> {
  if (rejudge === undefined || report === undefined) {
    walk.skip(rejudge === undefined ? 'no evidence was named' : 'the report is not at hand');
    return;
  }
  walk.ok(await rejudge(report));
}
