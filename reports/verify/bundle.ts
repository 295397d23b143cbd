import { canonicalJson } from '../../schemas/canonical-json.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { CertificateBundle } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { refuse } from './refusal.ts';

/** What a bundle carries, each part byte for byte as its own reader takes it; nothing is believed yet. */
export interface OpenedBundle {
  readonly certificate: Uint8Array;
  readonly proof?: Uint8Array;
  readonly status?: Uint8Array;
  readonly report?: Uint8Array;
}

const mostBytes = 48 * 1024 * 1024;

/**
 * Takes a bundle apart.
 * @throws Refusal SCHEMA, JsonError
 */
export function openBundle(bytes: Uint8Array): OpenedBundle {
  const value = parseStrictJson(bytes, mostBytes);
  const [misfit] = validate('bundle', value);
  if (misfit !== undefined) refuse('SCHEMA', `the bundle: ${misfit.path.join('.')} ${misfit.message}`);
  const { certificate, proof, status, report } = value as CertificateBundle;
  // The signed bytes are inside of each envelope as base64, so writing the envelope anew changes nothing.
  const bytesOf = (part: unknown) => Buffer.from(canonicalJson(part));
  return {
    certificate: bytesOf(certificate),
    ...(proof === undefined ? {} : { proof: Buffer.from(proof) }),
    ...(status === undefined ? {} : { status: bytesOf(status) }),
    ...(report === undefined ? {} : { report: bytesOf(report) }),
  };
}
