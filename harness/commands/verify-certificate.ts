import {
  JsonError,
  openBundle,
  openEnvelope,
  Refusal,
  verifyCertificate,
  type CertificateInput,
  type CertificateVerification,
  type OpenedBundle,
} from '../../reports/verify/verify.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import { onlineFrom, rememberSeen, seenOf, type RegisterOptions } from './register-from.ts';
import { trustFrom } from './trust-from.ts';
import { bytesOf, filesInHand, timeOf, type VerifyOptions } from './verify-report.ts';

/** Parts of a bundle as files of their own. */
export interface CertificateOptions extends VerifyOptions, RegisterOptions {
  readonly report?: string | undefined;
  readonly proof?: string | undefined;
  readonly status?: string | undefined;
}

/** What a file turns out to be, before anything in it is believed. */
export type Kind = 'report' | 'certificate' | 'bundle' | 'redacted' | 'pdf';

/** Looks at the form alone; what cannot be told is taken for a report, whose verification then says what is wrong. */
export function kindOf(bytes: Buffer): Kind {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  try {
    const value = parseStrictJson(bytes) as Record<string, unknown> | null;
    for (const kind of ['bundle', 'redacted'] as const)
      if (value !== null && typeof value === 'object' && Object.hasOwn(value, kind)) return kind;
    const { predicateType } = parseStrictJson(openEnvelope(bytes).payload) as Record<string, unknown>;
    return typeof predicateType === 'string' && predicateType.includes('/certificate/') ? 'certificate' : 'report';
  } catch (error) {
    if (error instanceof JsonError || error instanceof Refusal) return 'report';
    throw error;
  }
}

/** Verifies a certificate or a bundle, online where it may. */
export async function verifyCertified(
  bytes: Buffer,
  kind: Kind,
  options: CertificateOptions,
): Promise<CertificateVerification> {
  const opened = kind === 'bundle' ? takenApart(bytes) : { certificate: bytes };
  if ('steps' in opened) return opened;
  const { remember, ...register } = registerWays(options);
  const run = options.rejudge;
  const verification = await verifyCertificate({
    ...opened,
    ...reportIn(options),
    ...(options.proof === undefined ? {} : { proof: bytesOf(options.proof) }),
    ...register,
    at: timeOf(options),
    files: await filesInHand(options),
    ...(run === undefined ? {} : { rejudge: async (report) => (await import('./rejudge.ts')).rejudge(report, run) }),
  });
  remember(verification);
  return verification;
}

/** Whom to believe, how the register is asked, and what was seen of it before; afterwards that is to be remembered. */
export function registerWays(options: VerifyOptions & RegisterOptions & { readonly status?: string | undefined }) {
  const source = trustFrom(options);
  const trust = typeof source === 'function' ? once(source) : source;
  const list = async () => (typeof trust === 'function' ? (await trust()).list : trust);
  const origins = new Set<string>();
  const online: CertificateInput['online'] =
    options.offline === true
      ? undefined
      : async (lacking, certificate) => onlineFrom(options, await list())?.(lacking, certificate);
  return {
    trust,
    ...(options.status === undefined ? {} : { status: bytesOf(options.status) }),
    ...(online && { online }),
    seen: (origin: string) => {
      origins.add(origin);
      return seenOf(options, origin);
    },
    remember: (verification: CertificateVerification) => {
      for (const origin of origins) rememberSeen(options, origin, verification);
    },
  };
}

// A holder may show it with parts withheld.
function reportIn({ report: file }: CertificateOptions): { readonly report?: Buffer; readonly redacted?: Buffer } {
  if (file === undefined) return {};
  const bytes = bytesOf(file);
  return kindOf(bytes) === 'redacted' ? { redacted: bytes } : { report: bytes };
}

// A bundle of another form is refused like anything else in it.
function takenApart(bytes: Buffer): OpenedBundle | CertificateVerification {
  try {
    return openBundle(bytes);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    const { code, message } = error;
    return { valid: false, signers: [], steps: [{ name: 'envelope', state: 'failed', code, message }] };
  }
}

// The list is asked for twice and fetched once.
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
