import type { Statement } from '../../schemas/types.ts';
import { refuse } from './refusal.ts';

/** A file of the product that somebody holds. */
export interface FileInHand {
  readonly name: string;
  /** `sha256:` and lower-case hexadecimal. */
  readonly digest: string;
}

/**
 * Every file in hand is a subject of the report; the names of the subjects they are.
 * @throws Refusal SUBJECT_MISMATCH
 */
export function matchSubjects(subjects: Statement['subject'], files: readonly FileInHand[]): readonly string[] {
  return files.map(({ name, digest }) => {
    const found = subjects.find((subject) => `sha256:${subject.digest.sha256}` === digest);
    if (found === undefined) refuse('SUBJECT_MISMATCH', `${name} is not what was tested: its digest is ${digest}`);
    return found.name;
  });
}
