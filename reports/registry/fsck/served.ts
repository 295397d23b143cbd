import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { RegistryEvent, RegistryPolicy, StatusList } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { bytesOf, filesIn, type Findings } from './findings.ts';
import { hashOfLeaf, rootByPath } from './hashing.ts';
import { headOf, payloadOf, type Head, type NamedKey } from './signed.ts';

/** A proof as it lies there, before the log was read. */
export interface StoredProof {
  readonly file: string;
  /** The certificate that it should prove, by the name of the file. */
  readonly certificate: string;
  readonly index: number;
  readonly entry: Buffer;
  readonly path: readonly Buffer[];
  readonly head: Head;
}

/** The proofs of a registry whose form and signatures hold. */
export function proofsIn(root: string, keys: readonly NamedKey[], findings: Findings): readonly StoredProof[] {
  return filesIn(join(root, 'proof')).flatMap((name) => {
    const file = `proof/${name}`;
    const text = bytesOf(join(root, file), 65_536)?.toString() ?? '';
    const proof = storedProof({ text, file, certificate: name.replace(/\.tlog-proof$/, '') }, keys);
    if (proof === undefined) findings.add('PROOF_FORM', file, 'has not the form of a proof');
    return proof ?? [];
  });
}

const form =
  /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n([^]+)$/;

/** A proof of a certificate, wherever it lies; undefined where it has not the form of one. */
export function storedProof(
  { text, ...about }: Pick<StoredProof, 'file' | 'certificate'> & { readonly text: string },
  keys: readonly NamedKey[],
): StoredProof | undefined {
  const match = form.exec(text);
  const head = headOf(Buffer.from(match?.[4] ?? ''), keys);
  if (match === null || head === undefined) return undefined;
  const path = (match[3] ?? '')
    .split('\n')
    .filter(Boolean)
    .map((hash) => Buffer.from(hash, 'base64'));
  return { ...about, index: Number(match[2]), entry: Buffer.from(match[1] ?? '', 'base64'), path, head };
}

/** What proofs are compared with: the log's roots at their sizes, and its entries at their places. */
export interface Facts {
  readonly policy: RegistryPolicy;
  readonly roots: ReadonlyMap<number, string>;
  readonly entries: ReadonlyMap<number, Buffer>;
}

/** Whether every proof is of this log and holds. */
export function checkProofs(
  proofs: readonly StoredProof[],
  { policy, roots, entries }: Facts,
  findings: Findings,
): void {
  for (const { file, certificate: wanted, index, entry, path, head } of proofs) {
    const { size, root, witnesses, broken } = head;
    if (!head.signedByLog || broken.length > 0 || head.origin !== policy.origin)
      findings.add('PROOF_SIGNATURE', file, 'the checkpoint in it is not signed by this log');
    else if (witnesses.length < policy.witnessThreshold)
      findings.add(
        'PROOF_SIGNATURE',
        file,
        `${witnesses.length} of ${policy.witnessThreshold} witnesses saw its checkpoint`,
      );
    if (roots.get(size) !== root) findings.add('PROOF_TREE', file, `the log never had this root at ${size} entries`);
    if (rootByPath(hashOfLeaf(entry), { index, size }, path) !== root)
      findings.add('PROOF_PATH', file, 'does not lead from its entry to its root');
    if (entries.get(index)?.equals(entry) !== true)
      findings.add('PROOF_ENTRY', file, 'carries another entry than the log');
    const { certificate } = certificateIn(entry);
    if (certificate !== wanted || (file.startsWith('proof/') && file !== `proof/${wanted}.tlog-proof`))
      findings.add('PROOF_ENTRY', file, 'is the proof of another certificate');
  }
}

function certificateIn(entry: Buffer): { readonly certificate?: unknown } {
  try {
    return JSON.parse(entry.toString()) as { certificate?: unknown };
  } catch {
    return {};
  }
}

/** The status lists of a registry whose signatures hold. */
export function listsIn(
  root: string,
  { policy, keys }: { readonly policy: RegistryPolicy; readonly keys: readonly KeyObject[] },
  findings: Findings,
): readonly StatusList[] {
  return filesIn(join(root, 'status')).flatMap((name) => {
    const file = `status/${name}`;
    const list = listAt(join(root, file), keys);
    if (typeof list === 'string') findings.add(list, file, 'is no status list of this registry');
    else if (name !== `${list.shard}.dsse.json` || list.origin !== policy.origin)
      findings.add('STATUS_FORM', file, 'is the list of another shard or log');
    else return [list];
    return [];
  });
}

function listAt(path: string, keys: readonly KeyObject[]): StatusList | 'STATUS_FORM' | 'STATUS_SIGNATURE' {
  try {
    const bytes = bytesOf(path, 16 * 1024 * 1024);
    if (bytes === undefined) return 'STATUS_FORM';
    const payload = payloadOf(bytes, 'application/vnd.toymark.status+json', keys);
    if (payload === undefined) return 'STATUS_SIGNATURE';
    const list: unknown = JSON.parse(payload.toString());
    return validate('status-list', list).length === 0 ? (list as StatusList) : 'STATUS_FORM';
  } catch (error) {
    if (error instanceof SyntaxError) return 'STATUS_FORM';
    throw error;
  }
}

/** Whether a list says exactly what the log said when it had that many entries. */
export function checkList(
  list: StatusList,
  { lasts, root, at }: { lasts: ReadonlyMap<string, RegistryEvent>; root: string | undefined; at: string },
  findings: Findings,
): void {
  const file = `status/${list.shard}.dsse.json`;
  if (root !== list.logRoot)
    findings.add('STATUS_TREE', file, `the log never had this root at ${list.logSize} entries`);
  if (list.nextUpdate < at) findings.add('STATUS_STALE', file, `ended at ${list.nextUpdate}`);
  const listed = new Map(list.statuses.map((status) => [status.certificate, status]));
  for (const [certificate, { event, at: since, reason }] of lasts) {
    const status = listed.get(certificate);
    const against = event === 'suspended' || event === 'withdrawn' ? event : undefined;
    listed.delete(certificate);
    if (status?.state !== against || (status !== undefined && (status.since !== since || status.reason !== reason)))
      findings.add('STATUS_CONTENT', file, `${certificate} is ${status?.state ?? 'not listed'}; the log says ${event}`);
  }
  for (const certificate of listed.keys()) findings.add('STATUS_CONTENT', file, `${certificate} is not of this list`);
}
