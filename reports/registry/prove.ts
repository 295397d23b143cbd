import { UserError } from '../../schemas/problem.ts';
import { verifyProof } from '../verify/log-inclusion.ts';
import { checkWitnesses, openCheckpoint } from './checkpoint.ts';
import { historyOf, type History } from './history.ts';
import { checkpointBytes, inFolder, readEntry, treeOf } from './log.ts';
import { indexOf } from './publish.ts';
import { inSeconds, naming, type Registry } from './registry.ts';
import { proofText } from './tlog-proof.ts';
import type { TileTree } from './tree.ts';

/** Where the proof of a certificate lies, relative to the registry. */
export const proofFile = (certificate: string): string => `proof/${certificate}.tlog-proof`;

/** A proof and what it proves. */
export interface Proved {
  readonly text: string;
  readonly index: number;
  readonly size: number;
}

/** Makes proofs against one checkpoint, which enough witnesses saw. */
export interface Prover {
  /**
   * The proof that this certificate was issued; it verifies offline for ever (C2SP tlog-proof).
   * @throws UserError UNKNOWN_NAME where it was never issued, REFUSED
   */
  readonly prove: (certificate: string) => Proved;
  /** What happened to a certificate so far; undefined where it was never issued. */
  readonly history: (certificate: string) => History | undefined;
}

/**
 * @param at time of now, as 2026-11-23T12:00:00Z
 * @throws UserError REFUSED where the present checkpoint is not valid or has too few cosignatures
 */
export function proverOf({ folder, policy, trust }: Registry, at: string): Prover {
  const bytes = checkpointBytes(folder);
  const read = inFolder(folder);
  const checkpoint = naming(folder, () => openCheckpoint(bytes, trust, inSeconds(at)));
  const { size } = checkpoint;
  const tree: TileTree = treeOf(read, size);
  const whereabouts = indexOf({ folder, policy, trust }, size);
  const history = (certificate: string) => naming(folder, () => historyOf(certificate, { read, size }, whereabouts));
  const prove = (certificate: string) => {
    const issued = history(certificate)?.events[0];
    if (issued === undefined) throw unknown(certificate, folder);
    return naming(folder, () => {
      checkWitnesses(checkpoint, trust);
      const { index, event } = issued;
      const path = tree.inclusion(index).map((hash) => Buffer.from(hash));
      const entry = readEntry(read, index, size);
      const text = proofText({ index, path, checkpoint: bytes.toString(), entry });
      // A damaged tile gives a proof that holds for nobody; better that we find out.
      verifyProof({ proof: Buffer.from(text), policy, at, claim: event });
      return { text, index, size };
    });
  };
  return { prove, history };
}

/** @returns the error to throw */
export function unknown(certificate: string, where: string): UserError {
  const problem = `no certificate ${certificate.slice(0, 60)} is in this log`;
  return new UserError({ code: 'UNKNOWN_NAME', where, problem });
}
