import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { decide } from '../../reports/certify/decide.ts';
import { supportEndOf } from '../../reports/certify/label.ts';
import { openItems, openReview } from '../../reports/certify/review.ts';
import { unmetRules, type Person } from '../../reports/certify/rules.ts';
import { signCertificate } from '../../reports/sign/sign.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { openEnvelope, verify, verifyCertificate } from '../../reports/verify/verify.ts';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import type { Certificate, ConformityModule, Report, TrustedBody, TrustList } from '../../schemas/types.ts';
import { replaceFile } from '../evidence/files.ts';
import { openKey } from './open-key.ts';
import type { PassphraseOptions } from './passphrase.ts';
import { readBench, readDeclaration, runDirectory, type RunDirectory } from './run-directory.ts';
import { trustNow, type TrustOptions } from './trust-from.ts';

export interface CertifyOptions extends TrustOptions, PassphraseOptions, Decided {
  readonly key: string;
}

/** What the people of the body decide. */
export interface Decided {
  /** `id=name` */
  readonly reviewer: string;
  readonly decider: string;
  readonly module: string;
  readonly id?: string | undefined;
  readonly replaces?: string | undefined;
  readonly address?: string | undefined;
  readonly review?: string | undefined;
  readonly out?: string | undefined;
}

/** What came of it: a certificate, or what is still to be looked at. */
export interface Certified {
  /** The file of the review. */
  readonly review: string;
  readonly open: readonly string[];
  readonly certificate?: Certificate;
  /** The file of the signed certificate. */
  readonly out?: string;
}

/** Whom the scheme trusts, and who signs. */
export interface Certifier {
  readonly list: TrustList;
  readonly signer: Signer;
}

/**
 * Reviews and decides on the report of a run: verifies it, judges the evidence again, compares it with the rules of the
 * scheme, and signs a certificate once a person accepted everything that a computer cannot vouch for.
 * @throws UserError REFUSED with every rule that stands against it; FILE, KEY, USAGE
 */
export async function certifyRun(folder: string, options: CertifyOptions): Promise<Certified> {
  const { list } = await trustNow(options);
  return certifyBy({ list, signer: await openKey(options.key, options) }, folder, options);
}

/** The same for a body whose key is open already. */
export async function certifyBy(certifier: Certifier, folder: string, options: Decided): Promise<Certified> {
  const run = runDirectory(folder);
  const { list, signer } = certifier;
  const { report, digest } = await verified(run, list);
  const people = {
    reviewer: personIn(options.reviewer, '--reviewer'),
    decider: personIn(options.decider, '--decider'),
  };
  const application = { ...applied(run, { ...certifier, options, report }), ...people, at: now() };
  const refusals = unmetRules(application).map(({ code, problem }) => refusal(folder, `${code}: ${problem}`));
  if (refusals.length > 0) throw new UserError(refusals);
  const file = options.review ?? join(folder, 'review.yaml');
  if (!existsSync(file)) replaceFile(file, reviewText(report, digest), `${file}.part`);
  const review = load('review', file);
  const open = openItems(review.value, report, digest);
  if (review.value.items.some(({ finding }) => finding === 'refused'))
    throw new UserError(open.map((item) => refusal(file, item)));
  if (open.length > 0) return { review: file, open };
  const certificate = decide({
    ...application,
    reportDigest: digest,
    declared: readDeclaration(run).declared,
    body: { name: application.body.name, address: addressOf(application.body, options.address) },
    certificateId: options.id ?? newNumber(application.at),
    reviewedBy: people.reviewer.id,
    decidedBy: people.decider.id,
    decidedAt: application.at,
    supportEnds: application.supportEnds ?? '',
    review: review.digest,
    registry: list.registries?.[0]?.policy.origin,
    replaces: options.replaces,
  });
  const out = options.out ?? join(folder, 'certificate.dsse.json');
  const envelope = canonicalJson(await signCertificate(certificate, [signer]));
  await sound(envelope, run, list);
  replaceFile(out, envelope, `${out}.part`);
  return { review: file, open: [], certificate, out };
}

// Nobody hands out what every verifier would refuse.
async function sound(envelope: string, run: RunDirectory, trust: TrustList): Promise<void> {
  const { steps } = await verifyCertificate({
    certificate: Buffer.from(envelope),
    report: readFileSync(run.envelope),
    trust,
    at: now(),
    unregistered: true,
  });
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed !== undefined) throw new UserError(refusal(run.folder, `${failed.code}: ${failed.message}`));
}

async function verified(run: RunDirectory, trust: TrustList): Promise<{ report: Report; digest: string }> {
  if (!existsSync(run.envelope))
    throw new UserError({
      code: 'FILE',
      where: run.envelope,
      problem: 'no such file',
      hint: 'A certificate rests on a report that a laboratory signed: toymark sign RUN --key KEY.',
    });
  const envelope = readFileSync(run.envelope);
  const { rejudge } = await import('./rejudge.ts');
  const { report, steps } = await verify({
    envelope,
    trust,
    at: now(),
    rejudge: (read) => rejudge(read, run.folder),
  });
  const failed = steps.find(({ state }) => state === 'failed');
  if (report === undefined)
    throw new UserError(refusal(run.envelope, `${failed?.code}: at the step "${failed?.name}": ${failed?.message}`));
  return { report, digest: digestOf(openEnvelope(envelope).payload) };
}

interface Applying extends Certifier {
  readonly options: Decided;
  readonly report: Report;
}

function applied(run: RunDirectory, { list, signer, options, report }: Applying) {
  const body = list.bodies.find(({ keys }) => keys.some(({ keyid }) => keyid === signer.keyId));
  if (body?.role !== 'certification-body')
    throw new UserError({
      code: 'KEY',
      where: 'the key',
      problem: body === undefined ? 'nobody on the trust list has this key' : `it is the key of a ${body.role}`,
      hint: 'toymark scheme add-body puts a certification body on the list.',
    });
  const { scheme, policy } = list;
  if (scheme === undefined || policy === undefined)
    throw new UserError(refusal('trust list', 'TERM: it states no rules for certificates, so nobody certifies by it'));
  return {
    report,
    body,
    policy,
    scheme: { scheme, policy },
    module: options.module as ConformityModule,
    supportEnds: supportEndOf(readDeclaration(run).declared),
    examiners: readBench(run).value.operators,
  };
}

function addressOf({ address }: TrustedBody, given: string | undefined): string {
  const known = address ?? given;
  if (known !== undefined) return known;
  const problem = 'the trust list does not state the address of the body, which a certificate names';
  throw new UserError({ code: 'USAGE', where: '--address', problem }, 64);
}

function personIn(text: string, option: string): Person {
  const [, id, name] = /^([a-z0-9][a-zA-Z0-9._-]{0,60})=(.{1,200})$/.exec(text) ?? [];
  if (id !== undefined && name !== undefined) return { id, name };
  const problem = `expected an id and a name, such as "rev-1=R. Reader", got "${text.slice(0, 60)}"`;
  throw new UserError({ code: 'USAGE', where: option, problem }, 64);
}

function reviewText(report: Report, digest: string): string {
  return `${heading}${stringify(openReview(report, digest), { lineWidth: 120 })}`;
}

const heading = `# What a reviewer must look at before anybody decides. Write at each "finding" what came of it:
# accepted, or refused with a note. Anything that is open keeps the certificate from being signed.
`;

const refusal = (where: string, problem: string): Problem => ({ code: 'REFUSED', where, problem });

const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

const newNumber = (at: string) =>
  `TC-${at.slice(0, 10).replaceAll('-', '')}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
