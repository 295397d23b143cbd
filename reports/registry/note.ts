import { hash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { KeyError, readPublicKey } from '../sign/public-key.ts';
import type { Signer } from '../sign/signer.ts';
import { decodeBase64 } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';

/** The kinds of signature we know (C2SP signed-note, signature types): of a log, and of a witness with its time. */
export type NoteKeyType = 'log' | 'witness';

/** A key of a note by the two things that name it (C2SP signed-note, signatures). */
export interface NoteKey {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly type: NoteKeyType;
  readonly key: KeyObject;
}

/** One signature line: who says to have signed, and the bytes. */
export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

/** A note whose form holds; nothing in it is believed yet. */
export interface Note {
  /** With its final newline: exactly what was signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Bounds of a note: the clause demands at least 16 signatures. */
export const largestNote = 16 * 1024;
const mostSignatures = 32;

const typeBytes: Readonly<Record<NoteKeyType, number>> = { log: 1, witness: 4 };
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads a signed note (C2SP signed-note, format).
 * @throws Refusal NOTE_SIZE, UTF8, NOTE_CTL, NOTE, B64
 */
export function readNote(bytes: Uint8Array): Note {
  if (bytes.length > largestNote) refuse('NOTE_SIZE', `a note of ${bytes.length} bytes, at most ${largestNote}`);
  const whole = decodeText(bytes);
  const end = whole.lastIndexOf('\n\n');
  if (end < 1 || !whole.endsWith('\n') || end + 2 >= whole.length)
    refuse('NOTE', 'the note has not the form of a text, an empty line and signatures');
  const lines = whole.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures)
    refuse('NOTE_SIZE', `a note with ${lines.length} signatures, at most ${mostSignatures}`);
  return { text: whole.slice(0, end + 1), signatures: lines.map(readSignature) };
}

/** UTF-8 without control characters but the newline, so that every reader sees the same lines. */
export function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('UTF8', 'the note is not UTF-8');
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) refuse('NOTE_CTL', 'the note holds a control character');
  return text;
}

/** A signature line (C2SP signed-note, signatures). */
export function signatureLine({ name, id, signature }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

/** The line with which the log signs a text. */
export async function signText(text: string, name: string, signer: Signer): Promise<string> {
  const { id } = readVerifierKey(verifierKey(name, signer, 'log'));
  return signatureLine({ name, id, signature: await signer.sign(Buffer.from(text)) });
}

/** @throws Refusal VKEY where the key is not Ed25519 or the name has a space or a plus */
export function verifierKey(name: string, signer: Signer, type: NoteKeyType): string {
  if (signer.algorithm !== 'ed25519') refuse('VKEY', 'logs and witnesses sign with Ed25519 keys');
  if (!isKeyName(name)) refuse('VKEY', 'the name of a key has no spaces, no plus and at most 100 characters');
  const typed = Buffer.concat([Buffer.of(typeBytes[type]), signer.publicKey.spki.subarray(spkiPrefix.length)]);
  return `${name}+${keyId(name, typed)}+${typed.toString('base64')}`;
}

/**
 * Reads a verifier key, `name+id+key` (C2SP signed-note, verifier keys).
 * @throws Refusal VKEY
 */
export function readVerifierKey(text: string): NoteKey {
  const [, name = '', id = '', encoded = ''] =
    /^([^+]{1,100})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,60})$/u.exec(text) ?? [];
  if (!isKeyName(name)) refuse('VKEY', `"${text.slice(0, 60)}" is not of the form name+id+key`);
  const typed = decodeBase64(encoded, 'the verifier key');
  const type = (Object.keys(typeBytes) as NoteKeyType[]).find((known) => typeBytes[known] === typed[0]);
  if (type === undefined || typed.length !== 33) refuse('VKEY', `the key of ${name} is of no kind that we know`);
  if (keyId(name, typed) !== id) refuse('VKEY', `the key of ${name} does not have the id ${id}`);
  return { name, id, type, key: openPoint(typed.subarray(1), name) };
}

/** Whether a signature by this key over these bytes holds. */
export function holds({ key }: NoteKey, signed: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, signed, key, signature);
}

/** The signatures that name this key: name and id together (C2SP signed-note, signatures). */
export function signaturesOf({ name, id }: NoteKey, { signatures }: Note): readonly NoteSignature[] {
  return signatures.filter((one) => one.name === name && one.id === id);
}

function readSignature(line: string): NoteSignature {
  const [, name = '', encoded] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
  if (!isKeyName(name)) refuse('NOTE', 'a signature line has not the form "— name signature"');
  const bytes = decodeBase64(encoded, 'a signature of the note');
  if (bytes.length < 5) refuse('NOTE', 'a signature of the note is too short');
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

const isKeyName = (name: string) => /^[^\s+]{1,100}$/u.test(name);

const keyId = (name: string, typed: Uint8Array) =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed])).slice(0, 8);

function openPoint(point: Uint8Array, name: string): KeyObject {
  const spki = Buffer.concat([spkiPrefix, point]);
  try {
    readPublicKey(spki, 'ed25519');
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch (error) {
    if (error instanceof KeyError) refuse('VKEY', `the key of ${name} ${error.message}`);
    throw error;
  }
}
