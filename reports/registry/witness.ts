import { hash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { Signer } from '../sign/signer.ts';
import { decodeBase64 } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';
import { cosign, openCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { place, readFile, realDisk } from './disk.ts';
import { takeTurn } from './lock.ts';
import { checkpointBytes, checkpointFile, inFolder, treeOf, type ReadResource } from './log.ts';
import { emptyRoot, verifyConsistency, type TreeHead } from './merkle.ts';
import { readNote, readVerifierKey, signatureLine, verifierKey, type NoteKey } from './note.ts';
import { inSeconds, naming, type Registry } from './registry.ts';

/** A witness: its name, its key, and the folder in which it remembers what it saw. */
export interface Witness {
  readonly name: string;
  readonly signer: Signer;
  readonly memory: string;
}

/** What a witness is asked to look at. */
export interface Sight {
  readonly checkpoint: Uint8Array;
  /** Reads tiles of the log, from wherever they are served; they are not believed. */
  readonly read: ReadResource;
  /** The log's verifier key, which the witness has from elsewhere. */
  readonly logKey: string;
  /** As 2026-11-23T12:00:00Z. */
  readonly at: string;
}

/**
 * Looks at a log and says that it only grew since the last look (C2SP tlog-cosignature; the checks of tlog-witness,
 * add-checkpoint). The new tree is remembered before anybody hears of it, so two histories never both get a signature.
 * @returns the signature line
 * @throws Refusal LOG_ROLLBACK, SPLIT_VIEW, CONSISTENCY, HASHLEN, PROOF_LEN, and what opening a checkpoint throws
 */
export async function witness({ name, signer, memory }: Witness, sight: Sight): Promise<string> {
  const log = readVerifierKey(sight.logKey);
  const key = readVerifierKey(verifierKey(name, signer, 'witness'));
  const now = inSeconds(sight.at);
  const keys = { origin: log.name, log, witnesses: [], threshold: 0 };
  const checkpoint = openCheckpoint(sight.checkpoint, keys, now);
  const done = await takeTurn(join(memory, 'private', 'lock'), 30_000);
  try {
    const before = remembered(memory, log);
    // Asked first, so that a log that shrank is not asked for tiles.
    if (checkpoint.size < before.size)
      refuse('LOG_ROLLBACK', `the log had ${before.size} entries and now ${checkpoint.size}`);
    verifyConsistency(before, checkpoint, treeOf(sight.read, checkpoint.size).consistency(before.size));
    remember(memory, checkpoint, sight.at);
    return await cosign(checkpoint.note.text, { key, signer }, now);
  } finally {
    done();
  }
}

/**
 * Puts a cosignature into the checkpoint that is served; one that the same witness gave before is replaced.
 * @throws UserError REFUSED where it is of no witness of this registry or of another checkpoint, REGISTRY_LOCKED
 */
export async function addCosignature({ folder, trust }: Registry, line: string, at: string): Promise<SignedCheckpoint> {
  const done = await takeTurn(join(folder, 'private', 'lock'), 30_000);
  try {
    const { text, signatures } = readNote(checkpointBytes(folder));
    const [given, ...more] = naming('the cosignature', () => readNote(Buffer.from(`${text}\n${line}`))).signatures;
    const own = trust.witnesses.find(({ name, id }) => name === given?.name && id === given.id);
    if (given === undefined || own === undefined || more.length > 0)
      throw new UserError({
        code: 'REFUSED',
        where: folder,
        problem: 'WITNESS: the line is not of one witness of this registry',
      });
    const kept = signatures.filter(({ name, id }) => name !== own.name || id !== own.id);
    const whole = Buffer.from(`${text}\n${[...kept, given].map(signatureLine).join('')}`);
    const checkpoint = naming(folder, () => openCheckpoint(whole, trust, inSeconds(at)));
    place(realDisk, folder, [{ path: checkpointFile, bytes: whole }]);
    return checkpoint;
  } finally {
    done();
  }
}

/** Looks at the log of a registry in a folder of the same machine, and adds the cosignature to it. */
export async function witnessHere(registry: Registry, by: Witness, at: string): Promise<SignedCheckpoint> {
  const { folder, policy } = registry;
  const checkpoint = checkpointBytes(folder);
  const line = await witness(by, { checkpoint, read: inFolder(folder), logKey: policy.logKey, at });
  return addCosignature(registry, line, at);
}

const largestMemory = 4096;
const memoryOf = ({ name }: NoteKey) => `${hash('sha256', name)}.json`;

function remembered(memory: string, log: NoteKey): TreeHead {
  const bytes = readFile(join(memory, memoryOf(log)), largestMemory);
  if (bytes === undefined) return { size: 0, root: emptyRoot };
  const { origin, size, root } = parseStrictJson(bytes) as { origin?: unknown; size?: unknown; root?: unknown };
  if (origin !== log.name || typeof size !== 'number')
    throw new UserError({
      code: 'CONTRADICTION',
      where: join(memory, memoryOf(log)),
      problem: 'is no memory of this log',
    });
  return { size, root: decodeBase64(root, 'the remembered root') };
}

function remember(memory: string, { origin, size, root }: SignedCheckpoint, at: string): void {
  const text = canonicalJson({ origin, size, root: root.toString('base64'), at });
  place(realDisk, memory, [{ path: `${hash('sha256', origin)}.json`, bytes: Buffer.from(text) }]);
}
