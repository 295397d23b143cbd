import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { JsonError, parseStrictJson } from '../../../schemas/strict-json.ts';
import type { RegistryEvent, RegistryPolicy, StatusList } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { bundleAt, Chronicle, type Standing } from './entries.ts';
import { bytesOf, filesIn, Findings, type Finding } from './findings.ts';
import { Counter, hashOfLeaf } from './hashing.ts';
import { bundlesIn, checkDocuments } from './documents.ts';
import { checkPage } from './page.ts';
import { checkIndex } from './private-index.ts';
import { checkList, checkProofs, listsIn, proofsIn, type StoredProof } from './served.ts';
import { headOf, keyNamed, statusKeysOf, type Head, type NamedKey } from './signed.ts';
import { LevelCheck, placeOf } from './tiles.ts';

/** What was checked, and every discrepancy. */
export interface Checked {
  readonly origin: string;
  readonly entries: number;
  readonly certificates: number;
  readonly tiles: number;
  readonly proofs: number;
  readonly statusLists: number;
  /** Certificates, reports and bundles that lie in its public folders. */
  readonly documents: number;
  /** Names of witnesses that saw the present checkpoint. */
  readonly witnesses: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads a whole log and computes everything in it again, with nothing of the code that wrote it: signatures, every entry,
 * the order of events, every hash of every tile, the root, every proof, every status list, every document in the public
 * folders, the page, and the private index.
 * @param at time of now, as 2026-11-23T12:00:00Z
 */
export function fsck(root: string, { at }: { at: string }): Checked {
  const findings = new Findings();
  const policy = policyIn(root, findings);
  const keys = [policy?.logKey, ...(policy?.witnesses ?? [])].flatMap((text) => keyNamed(text ?? '') ?? []);
  const head = policy && headIn(root, { keys, policy }, findings);
  if (policy === undefined || head === undefined) return { ...nothing, findings: findings.list };
  const pass = new Pass(root, findings, head);
  const statusKeys = statusKeysOf(policy);
  const bundles = bundlesIn(root, { keys, statusKeys }, findings);
  const proofs = [...proofsIn(root, keys, findings), ...bundles.flatMap(({ proof }) => proof ?? [])];
  const lists = listsIn(root, { policy, keys: statusKeys }, findings);
  pass.run({ proofs, lists, at });
  checkProofs(proofs, { policy, roots: pass.roots, entries: pass.entries }, findings);
  const { standings } = pass.chronicle;
  const documents = checkDocuments(root, { logged: { policy, standings }, bundles }, findings);
  checkPage(root, { policy, at }, findings);
  checkIndex(root, standings, findings);
  return {
    origin: policy.origin,
    entries: head.size,
    certificates: standings.size,
    tiles: pass.tiles,
    proofs: proofs.length,
    statusLists: lists.length,
    documents,
    witnesses: head.witnesses,
    findings: findings.list,
  };
}

const nothing = {
  origin: '',
  entries: 0,
  certificates: 0,
  tiles: 0,
  proofs: 0,
  statusLists: 0,
  documents: 0,
  witnesses: [],
};

function policyIn(root: string, findings: Findings): RegistryPolicy | undefined {
  try {
    const value = parseStrictJson(bytesOf(join(root, 'registry.json'), 65_536) ?? Buffer.alloc(0));
    if (validate('registry', value).length === 0) return value as RegistryPolicy;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  findings.add('POLICY', 'registry.json', 'is no policy of a registry');
  return undefined;
}

function headIn(
  root: string,
  { keys, policy }: { keys: readonly NamedKey[]; policy: RegistryPolicy },
  findings: Findings,
): Head | undefined {
  const head = headOf(bytesOf(join(root, 'checkpoint'), 65_536) ?? Buffer.alloc(0), keys);
  if (head?.origin !== policy.origin) {
    findings.add('CHECKPOINT', 'checkpoint', `is no checkpoint of ${policy.origin}`);
    return undefined;
  }
  if (!head.signedByLog) findings.add('SIGNATURE', 'checkpoint', 'the log did not sign it');
  for (const name of head.broken) findings.add('COSIGNATURE', 'checkpoint', `the signature of ${name} does not hold`);
  return head;
}

interface Served {
  readonly proofs: readonly StoredProof[];
  readonly lists: readonly StatusList[];
  readonly at: string;
}

/** One reading of the log from its first entry to its last. */
class Pass {
  readonly chronicle: Chronicle;
  /** Roots at the sizes that something speaks of. */
  readonly roots = new Map<number, string>();
  /** Entries that a proof speaks of. */
  readonly entries = new Map<number, Buffer>();
  readonly #root: string;
  readonly #findings: Findings;
  readonly #head: Head;
  readonly #levels: LevelCheck[] = [];
  readonly #counter: Counter;

  constructor(root: string, findings: Findings, head: Head) {
    this.#root = root;
    this.#findings = findings;
    this.#head = head;
    this.chronicle = new Chronicle(findings);
    this.#counter = new Counter((level, hash) =>
      (this.#levels[level] ??= new LevelCheck(root, level, findings)).add(hash),
    );
  }

  get tiles(): number {
    return this.#levels.reduce((sum, { compared }) => sum + compared, 0);
  }

  run({ proofs, lists, at }: Served): void {
    const places = new Set(proofs.map(({ index }) => index));
    const sizes = new Set(proofs.map(({ head }) => head.size));
    const stop = (size: number) => {
      const root = this.#counter.root();
      if (sizes.has(size)) this.roots.set(size, root);
      for (const list of lists)
        if (list.logSize === size) checkList(list, { lasts: this.#lasts(list), root, at }, this.#findings);
    };
    const stops = new Set([...sizes, ...lists.map(({ logSize }) => logSize)]);
    if (stops.has(0)) stop(0);
    const { size } = this.#head;
    for (let bundle = 0; bundle * 256 < size; bundle++)
      for (const [at, leaf] of this.#leaves(bundle, places).entries()) {
        this.#counter.add(leaf);
        if (stops.has(bundle * 256 + at + 1)) stop(bundle * 256 + at + 1);
      }
    for (const level of this.#levels) level.end();
    if (this.#counter.size === size && this.#counter.root() !== this.#head.root)
      this.#findings.add('ROOT', 'checkpoint', `the entries give the root ${this.#counter.root()}`);
    for (const { shard, logSize } of lists)
      if (logSize > size)
        this.#findings.add(
          'STATUS_TREE',
          `status/${shard}.dsse.json`,
          `speaks of ${logSize} entries; there are ${size}`,
        );
    checkNames(this.#root, this.#findings);
  }

  // Where a bundle is lost its tile still says what stood there, so that the rest can be checked.
  #leaves(bundle: number, places: ReadonlySet<number>): readonly Buffer[] {
    const count = Math.min(256, this.#head.size - bundle * 256);
    const entries = bundleAt(this.#root, bundle, { count, findings: this.#findings });
    entries?.forEach((entry, at) => {
      this.chronicle.read(entry, bundle * 256 + at);
      if (places.has(bundle * 256 + at)) this.entries.set(bundle * 256 + at, Buffer.from(entry));
    });
    if (entries !== undefined) return entries.map(hashOfLeaf);
    const place = placeOf(0, bundle);
    const tile = bytesOf(join(this.#root, count === 256 ? place : `${place}.p/${count}`), count * 32);
    return Array.from({ length: tile?.length === count * 32 ? count : 0 }, (_, at) =>
      Buffer.from(tile?.subarray(at * 32, at * 32 + 32) ?? []),
    );
  }

  #lasts({ shard, shards }: StatusList): ReadonlyMap<string, RegistryEvent> {
    const own = ([certificate]: [string, Standing]) =>
      createHash('sha256').update(certificate).digest().readUInt32BE() % shards === shard;
    return new Map([...this.chronicle.standings].filter(own).map(([certificate, { last }]) => [certificate, last]));
  }
}

// Names at the top of the tile folder; what lies beneath is named by the checks of the levels.
function checkNames(root: string, findings: Findings): void {
  for (const name of filesIn(join(root, 'tile')))
    if (name !== 'entries' && !/^(?:0|[1-9]\d?)$/.test(name))
      findings.add('FOREIGN_FILE', `tile/${name}`, 'is not the name of a level');
}
