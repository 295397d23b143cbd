import { decodeBase64 } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';
import { readCount } from './checkpoint.ts';
import { hashLength } from './merkle.ts';
import { decodeText, largestNote } from './note.ts';

/** A proof that an entry is in a log, which needs no network (C2SP tlog-proof, format). */
export interface TlogProof {
  readonly index: number;
  /** From the leaf's sibling up to a child of the root. */
  readonly path: readonly Buffer[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** The bytes of the entry, carried in the `extra` line; believed only because they hash to the leaf. */
  readonly entry: Buffer;
}

/** Bounds of a proof in bytes: 63 hashes, an entry and a note. */
export const largestProof = 16 * 1024 + largestNote;

// A tree of 2^53 entries is 53 high; C2SP tlog-witness allows 63 hashes.
const mostHashes = 63;
const header = 'c2sp.org/tlog-proof@v1';

/** The text of a proof. */
export function proofText({ index, path, checkpoint, entry }: TlogProof): string {
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('');
  return `${header}\nextra ${entry.toString('base64')}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

/**
 * Reads a proof; nothing in it is believed yet.
 * @throws Refusal TLOGPROOF, PROOF_LEN, HASHLEN, B64, UTF8, NOTE_CTL
 */
export function readProof(bytes: Uint8Array): TlogProof {
  if (bytes.length > largestProof) refuse('TLOGPROOF', `a proof of ${bytes.length} bytes, at most ${largestProof}`);
  const text = decodeText(bytes);
  const end = text.indexOf('\n\n');
  if (end < 0) refuse('TLOGPROOF', 'no empty line before the checkpoint');
  const [first, extra = '', index = '', ...hashes] = text.slice(0, end).split('\n');
  if (first !== header) refuse('TLOGPROOF', `the first line is not ${header}`);
  if (!extra.startsWith('extra ')) refuse('TLOGPROOF', 'the proof does not carry its entry');
  if (!index.startsWith('index ')) refuse('TLOGPROOF', 'the proof does not say which entry it is about');
  if (hashes.length > mostHashes) refuse('PROOF_LEN', `${hashes.length} hashes, at most ${mostHashes}`);
  const path = hashes.map((hash) => decodeBase64(hash, 'a hash of the proof'));
  if (path.some(({ length }) => length !== hashLength)) refuse('HASHLEN', 'a hash of the proof is not 32 bytes long');
  return {
    index: readCount(index.slice(6), () => refuse('TLOGPROOF', 'the index is not a decimal number')),
    path,
    checkpoint: text.slice(end + 2),
    entry: decodeBase64(extra.slice(6), 'the entry in the proof'),
  };
}
