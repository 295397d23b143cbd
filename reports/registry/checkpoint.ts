import type { Signer } from '../sign/signer.ts';
import { decodeBase64 } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';
import { hashLength, type TreeHead } from './merkle.ts';
import { holds, readNote, signatureLine, signaturesOf, signText, type Note, type NoteKey } from './note.ts';

/** What a log says of itself (C2SP tlog-checkpoint, note text). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  readonly root: Buffer;
}

/** Whose signatures count. */
export interface LogKeys {
  readonly origin: string;
  readonly log: NoteKey;
  readonly witnesses: readonly NoteKey[];
  /** How many witnesses must have seen a checkpoint. */
  readonly threshold: number;
}

/** A witness that saw a checkpoint, and when. */
export interface Witnessed {
  readonly name: string;
  /** Seconds since 1970, UTC. */
  readonly at: number;
}

/** A checkpoint that the log signed. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
  /** Known witnesses whose cosignatures hold. */
  readonly witnessed: readonly Witnessed[];
}

/** Clocks of two machines differ by less than this, in seconds. */
export const clockSkew = 300;

/** The text of a checkpoint. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The checkpoint with the signature of the log, as it is served. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const text = checkpointText(checkpoint);
  return `${text}\n${await signText(text, checkpoint.origin, signer)}`;
}

/**
 * The line with which a witness says that it saw this text at this time (C2SP tlog-cosignature, Ed25519 signed message).
 * @param at seconds since 1970
 */
export async function cosign(
  text: string,
  { key, signer }: { key: NoteKey; signer: Signer },
  at: number,
): Promise<string> {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  const signature = Buffer.concat([time, await signer.sign(cosigned(text, BigInt(at)))]);
  return signatureLine({ name: key.name, id: key.id, signature });
}

/**
 * Reads a checkpoint and checks every signature of a known key; what unknown keys signed says nothing.
 * @param now seconds since 1970, against cosignatures from the future
 * @throws Refusal NOTE…, CHECKPOINT, ORIGIN, NOTE_SIG, NOTE_SIG_DUP, NOTE_UNSIGNED, COSIG, COSIG_DUP, COSIG_FUTURE
 */
export function openCheckpoint(bytes: Uint8Array, keys: LogKeys, now: number): SignedCheckpoint {
  const note = readNote(bytes);
  const checkpoint = readCheckpoint(note.text);
  if (checkpoint.origin !== keys.origin)
    refuse('ORIGIN', `the checkpoint is of the log "${checkpoint.origin.slice(0, 100)}", not of ${keys.origin}`);
  const signed = Buffer.from(note.text);
  const [own, ...more] = signaturesOf(keys.log, note);
  if (own === undefined) refuse('NOTE_UNSIGNED', `the log ${keys.origin} did not sign this checkpoint`);
  if (!holds(keys.log, signed, own.signature)) refuse('NOTE_SIG', 'the signature of the log does not hold');
  if (more.length > 0) refuse('NOTE_SIG_DUP', 'the log signed twice');
  const witnessed = keys.witnesses.flatMap((witness) => checkWitness(witness, note, now));
  return { ...checkpoint, note, witnessed };
}

/** @throws Refusal WITNESS where fewer witnesses than demanded saw the checkpoint */
export function checkWitnesses({ witnessed }: SignedCheckpoint, { threshold }: LogKeys): void {
  if (witnessed.length < threshold)
    refuse('WITNESS', `${witnessed.length} of at least ${threshold} witnesses saw this checkpoint`);
}

function checkWitness(witness: NoteKey, note: Note, now: number): readonly Witnessed[] {
  const [own, ...more] = signaturesOf(witness, note);
  if (own === undefined) return [];
  const { name } = witness;
  if (own.signature.length !== 72) refuse('COSIG', `the cosignature of ${name} has not the form of one`);
  const time = own.signature.readBigUInt64BE(0);
  if (!holds(witness, cosigned(note.text, time), own.signature.subarray(8)))
    refuse('COSIG', `the cosignature of ${name} does not hold`);
  if (time > BigInt(now + clockSkew)) refuse('COSIG_FUTURE', `${name} cosigned at a time that is yet to come`);
  if (more.length > 0) refuse('COSIG_DUP', `${name} cosigned twice`);
  return [{ name, at: Number(time) }];
}

const cosigned = (text: string, time: bigint) => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);

// Extension lines are refused: no monitor could audit them (C2SP tlog-checkpoint, note text, 4).
function readCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', encoded = '', ...rest] = text.split('\n');
  if (origin === '' || rest.join() !== '') refuse('CHECKPOINT', 'a checkpoint has exactly three lines');
  const root = decodeBase64(encoded, 'the root of the checkpoint');
  if (root.length !== hashLength) refuse('CHECKPOINT', `the root is ${root.length} bytes long`);
  return { origin, size: readCount(size, () => refuse('CHECKPOINT', 'the size is not a decimal number')), root };
}

/** A decimal number without leading zeros that a double holds exactly. */
export function readCount(text: string, otherwise: () => never): number {
  const count = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(count) ? count : otherwise();
}
