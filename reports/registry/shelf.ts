import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { CertificateBundle, Envelope } from '../../schemas/types.ts';
import { openEnvelope } from '../verify/envelope.ts';
import { place, readFile, readNeeded, realDisk } from './disk.ts';
import { largestStatus, shardOf, statusFile } from './status-list.ts';
import { naming, type Registry } from './registry.ts';

/** Where the signed certificate lies, relative to the registry. */
export const certificateFile = (certificate: string): string => `certificate/${certificate}.dsse.json`;

/** Where the report lies, if its holder shows it. */
export const reportFile = (certificate: string): string => `report/${certificate}.dsse.json`;

/** Where everything that speaks for a certificate lies in one file. */
export const bundleFile = (certificate: string): string => `bundle/${certificate}.json`;

/** Bounds in bytes. */
export const largestCertificate = 1024 * 1024;
export const largestReport = 24 * 1024 * 1024;
export const largestBundleFile = 36 * 1024 * 1024;

/** Public documents of a certificate; each an envelope, byte for byte. */
export interface Shelved {
  readonly certificate: string;
  readonly envelope: Uint8Array;
  readonly report?: Uint8Array;
}

/**
 * Puts documents where everybody finds them. They prove nothing by lying there; the log does.
 * @throws UserError CONTRADICTION where another certificate of this number lies there
 */
export function shelve({ folder }: Registry, { certificate, envelope, report }: Shelved): void {
  const before = readFile(join(folder, certificateFile(certificate)), largestCertificate);
  if (before !== undefined && payloadDigest(before) !== payloadDigest(envelope))
    throw new UserError({
      code: 'CONTRADICTION',
      where: certificateFile(certificate),
      problem: 'another certificate of this number lies here',
      hint: 'A number is never used twice.',
    });
  place(realDisk, folder, [
    { path: certificateFile(certificate), bytes: envelope },
    ...(report === undefined ? [] : [{ path: reportFile(certificate), bytes: report }]),
  ]);
}

/**
 * Everything that somebody needs to check a certificate offline, as it is now.
 * @throws UserError FILE where the certificate was not shelved
 */
export function bundleOfCertificate(registry: Registry, certificate: string, proof: string): CertificateBundle {
  const { folder, trust } = registry;
  const read = (path: string, limit: number) => readFile(join(folder, path), limit);
  const report = read(reportFile(certificate), largestReport);
  const status = read(statusFile(shardOf(certificate, trust.statusShards)), largestStatus);
  return {
    bundle: 1,
    certificate: envelopeIn(readNeeded(join(folder, certificateFile(certificate)), largestCertificate), folder),
    proof,
    ...(status === undefined ? {} : { status: envelopeIn(status, folder) }),
    ...(report === undefined ? {} : { report: envelopeIn(report, folder) }),
  };
}

/** Writes the proof and, where the certificate itself is public, the bundle; gives their paths in the registry. */
export function placeProof(registry: Registry, certificate: string, proof: string): readonly string[] {
  const files = [{ path: `proof/${certificate}.tlog-proof`, bytes: Buffer.from(proof) }];
  if (readFile(join(registry.folder, certificateFile(certificate)), largestCertificate) !== undefined) {
    const bundle = bundleOfCertificate(registry, certificate, proof);
    files.push({ path: bundleFile(certificate), bytes: Buffer.from(canonicalJson(bundle)) });
  }
  place(realDisk, registry.folder, files);
  return files.map(({ path }) => path);
}

const payloadDigest = (envelope: Uint8Array) => digestOf(openEnvelope(envelope).payload);

const envelopeIn = (bytes: Buffer, where: string) => naming(where, () => parseStrictJson(bytes) as Envelope);
