import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { rootCertificates } from 'node:tls';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import type { Service } from '../shared/reach.ts';
import { digestOf } from './certificates.ts';

/** Certificates that a validation trusts: PEM, and the digests of the DER of the declared ones. */
export interface Anchors {
  readonly pem: readonly string[];
  readonly digests: readonly string[];
}

/**
 * The anchor that the service names; where it names none, every declared one and the public roots.
 * @throws NotObserved where a file cannot be read, lies outside the declaration's folder or is another than declared
 */
export function anchorsOf(service: Service, observing: Observing): Anchors {
  const declared = observing.declaration.ixit.trustAnchors;
  const named = service.trustAnchor;
  const files = declared.filter(({ id }) => named === undefined || id === named);
  const own = files.flatMap((anchor) => readAnchor(anchor, observing.declarationFolder));
  const pem = [...new Set([...own, ...(named === undefined ? rootCertificates : [])])];
  return { pem, digests: [...new Set(own.map((text) => digestOf(new X509Certificate(text).raw)))] };
}

const largestFile = 4 * 1024 * 1024;

function readAnchor({ file, sha256 }: { file: string; sha256?: string }, folder: string): readonly string[] {
  const path = resolve(folder, file);
  if (!path.startsWith(resolve(folder) + sep)) throw missing(file, 'lies outside the folder of the declaration');
  try {
    if (statSync(path).size > largestFile) throw missing(file, `is larger than ${largestFile} bytes`);
    const bytes = readFileSync(path);
    const certificates = split(bytes);
    const digests = [digestOf(bytes), ...certificates.map(({ raw }) => digestOf(raw))];
    if (sha256 !== undefined && !digests.includes(sha256)) throw missing(file, `has not the declared digest ${sha256}`);
    return certificates.map((certificate) => certificate.toString());
  } catch (error) {
    if (error instanceof NotObserved) throw error;
    throw missing(file, error instanceof Error ? error.message : 'cannot be read');
  }
}

const missing = (file: string, why: string): NotObserved =>
  new NotObserved('input-missing', `trust anchor ${file}: ${why}`);

function split(bytes: Buffer): readonly X509Certificate[] {
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  return blocks === null ? [new X509Certificate(bytes)] : blocks.map((block) => new X509Certificate(block));
}
