import { createHash, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { canonicalLine } from '../../../schemas/canonical-json.ts';
import { JsonError, parseStrictJson } from '../../../schemas/strict-json.ts';
import type {
  Certificate,
  CertificateBundle,
  Envelope,
  RegistryPolicy,
  Statement,
  StatusList,
} from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import type { Standing } from './entries.ts';
import { bytesOf, filesIn, type Findings } from './findings.ts';
import { storedProof, type StoredProof } from './served.ts';
import { payloadOf, type NamedKey } from './signed.ts';

const largest = { certificate: 1024 * 1024, report: 24 * 1024 * 1024, bundle: 36 * 1024 * 1024 } as const;

/** A bundle as it lies there, before the log was read: what it speaks of, by digest. */
export interface StoredBundle {
  readonly certificate: string;
  readonly file: string;
  /** Digest of the whole envelope of the certificate, and of its signed bytes. */
  readonly envelope: string;
  readonly digest: string;
  readonly report: string | undefined;
  readonly proof: StoredProof | undefined;
}

/** The bundles of a registry whose form holds; what each carries is compared later, by {@link checkDocuments}. */
export function bundlesIn(
  root: string,
  { keys, statusKeys }: { readonly keys: readonly NamedKey[]; readonly statusKeys: readonly KeyObject[] },
  findings: Findings,
): readonly StoredBundle[] {
  return numbered(root, { folder: 'bundle', ending: '.json' }, findings).flatMap(({ certificate, file }) => {
    const bundle = jsonAt(root, { file, limit: largest.bundle, schema: 'bundle' }) as CertificateBundle | undefined;
    const digest = bundle && digestIn(bundle.certificate);
    if (bundle === undefined || digest === undefined) {
      findings.add('BUNDLED_FORM', file, 'has not the form of a bundle');
      return [];
    }
    const { proof: text, status, report } = bundle;
    if (status !== undefined && !speaksOf(certificate, status, statusKeys))
      findings.add('BUNDLED_STATUS', file, 'carries no status list that this registry signed for it');
    const proof = text === undefined ? undefined : storedProof({ text, file, certificate }, keys);
    if (text !== undefined && proof === undefined) findings.add('PROOF_FORM', file, 'carries what is no proof');
    return [{ certificate, file, envelope: whole(bundle.certificate), digest, report: report && whole(report), proof }];
  });
}

/** What the documents are compared with. */
export interface Logged {
  readonly policy: RegistryPolicy;
  readonly standings: ReadonlyMap<string, Standing>;
}

/**
 * Whether every certificate that is shown is the one that the log speaks of, every report the one that its certificate
 * names, and every bundle made of these. Whether a body had the right to sign them, a trust list says and no log can.
 * @returns how many documents were read
 */
export function checkDocuments(
  root: string,
  { logged, bundles }: { readonly logged: Logged; readonly bundles: readonly StoredBundle[] },
  findings: Findings,
): number {
  const certificates = new Map(
    numbered(root, { folder: 'certificate', ending: '.dsse.json' }, findings).map(({ certificate, file }) => [
      certificate,
      certificateAt(root, { certificate, file, logged }, findings),
    ]),
  );
  const reports = new Map(
    numbered(root, { folder: 'report', ending: '.dsse.json' }, findings).map(({ certificate, file }) => {
      const envelope = jsonAt(root, { file, limit: largest.report, schema: 'envelope' }) as Envelope | undefined;
      const digest = envelope && digestIn(envelope);
      const named = certificates.get(certificate)?.report;
      if (envelope === undefined || digest === undefined) findings.add('REPORT_FORM', file, 'is no signed report');
      else if (named !== digest) findings.add('REPORT_DIGEST', file, `is not the report that ${certificate} names`);
      return [certificate, envelope && whole(envelope)];
    }),
  );
  for (const { certificate, file, ...held } of bundles) {
    const shown = certificates.get(certificate);
    if (held.digest !== logged.standings.get(certificate)?.digest || (shown && shown.envelope !== held.envelope))
      findings.add('BUNDLED_CERTIFICATE', file, `carries another certificate than ${certificate}`);
    if (held.report !== undefined && held.report !== reports.get(certificate))
      findings.add('BUNDLED_REPORT', file, `carries another report than the one that is shown for ${certificate}`);
  }
  return certificates.size + reports.size + bundles.length;
}

interface Shown {
  readonly envelope: string;
  /** Digest of the report that it names. */
  readonly report: string;
}

function certificateAt(
  root: string,
  { certificate: number, file, logged: { policy, standings } }: { certificate: string; file: string; logged: Logged },
  findings: Findings,
): Shown | undefined {
  const envelope = jsonAt(root, { file, limit: largest.certificate, schema: 'envelope' }) as Envelope | undefined;
  const predicate = envelope && certificateIn(envelope);
  if (envelope === undefined || predicate === undefined) {
    findings.add('CERTIFICATE_FORM', file, 'is no signed certificate');
    return undefined;
  }
  const issued = standings.get(number)?.digest;
  if (issued === undefined) findings.add('CERTIFICATE_ENTRY', file, `the log never issued ${number}`);
  else if (digestIn(envelope) !== issued)
    findings.add('CERTIFICATE_ENTRY', file, `is not the certificate that the log issued as ${number}`);
  else if (predicate.id !== number || (predicate.registry ?? policy.origin) !== policy.origin)
    findings.add(
      'CERTIFICATE_ENTRY',
      file,
      `says that it is ${predicate.id} of ${predicate.registry ?? 'no register'}`,
    );
  return { envelope: whole(envelope), report: predicate.report.digest };
}

function certificateIn({ payload }: Envelope): Certificate | undefined {
  const value = strictly(Buffer.from(payload, 'base64'));
  const { predicate } = (validate('statement', value).length === 0 ? value : {}) as Partial<Statement>;
  return validate('certificate', predicate).length === 0 ? (predicate as unknown as Certificate) : undefined;
}

/** Files that bear the number of a certificate; others do not belong there. */
function numbered(root: string, { folder, ending }: { folder: string; ending: string }, findings: Findings) {
  return filesIn(join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    const certificate = name.slice(0, -ending.length);
    if (name.endsWith(ending) && /^[A-Z0-9][A-Z0-9-]{3,39}$/.test(certificate)) return [{ certificate, file }];
    findings.add('FOREIGN_FILE', file, `is not named by the number of a certificate and ${ending}`);
    return [];
  });
}

interface Wanted {
  readonly file: string;
  readonly limit: number;
  readonly schema: 'bundle' | 'envelope';
}

function jsonAt(root: string, { file, limit, schema }: Wanted): unknown {
  const bytes = bytesOf(join(root, file), limit);
  const value = bytes && strictly(bytes);
  return value !== undefined && validate(schema, value).length === 0 ? value : undefined;
}

function strictly(bytes: Buffer): unknown {
  try {
    return parseStrictJson(bytes, largest.bundle);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

// It may be an old one: whoever opens a bundle asks for the present one.
function speaksOf(certificate: string, envelope: Envelope, keys: readonly KeyObject[]): boolean {
  const payload = payloadOf(Buffer.from(canonicalLine(envelope)), 'application/vnd.toymark.status+json', keys);
  const list = payload && strictly(payload);
  if (list === undefined || validate('status-list', list).length > 0) return false;
  const { shard, shards } = list as StatusList;
  return createHash('sha256').update(certificate).digest().readUInt32BE() % shards === shard;
}

// The signed bytes, where they are spelled in their only way.
function digestIn({ payload, payloadType }: Envelope): string | undefined {
  const bytes = Buffer.from(payload, 'base64');
  const sound = payloadType === 'application/vnd.in-toto+json' && bytes.toString('base64') === payload;
  return sound ? digest(bytes) : undefined;
}

const whole = (envelope: Envelope) => digest(canonicalLine(envelope));

const digest = (bytes: string | Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}` as const;
