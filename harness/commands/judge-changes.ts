import { canonicalLine, withoutNewline } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import type { Judgement, Judgements } from '../../schemas/types.ts';
import { lendFile } from '../evidence/files.ts';
import { runDirectory } from './run-directory.ts';

/** A test case whose judgement is another than the one that was stored; undefined where there was or is none. */
export interface Change {
  readonly testCase: string;
  readonly before: Judgement | undefined;
  readonly after: Judgement | undefined;
}

/** How judgements compare with those that the run directory holds. */
export type Compared = 'the same bytes' | 'none stored' | readonly Change[];

/**
 * Compares judgements with those that the run directory holds. An empty list says that every judgement is the same, and
 * something else is not: another version of the suites, another edition.
 * @throws UserError where the stored judgements cannot be read
 */
export function compareWithStored(folder: string, judgements: Judgements): Compared {
  const file = runDirectory(folder).judgements;
  const stored = lendFile(file, most);
  if (stored === undefined) return 'none stored';
  if (stored.equals(encoded(judgements))) return 'the same bytes';
  const [before, after] = [byTestCase(load('judgements', file).value), byTestCase(judgements)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((testCase) => ({ testCase, before: before.get(testCase), after: after.get(testCase) }))
    .filter((change) => canonicalLine(change.before ?? null) !== canonicalLine(change.after ?? null));
}

const most = 64 * 1024 * 1024;

let room = Buffer.allocUnsafeSlow(1 << 20);

/** The bytes of canonical JSON; lent, so that many texts take turns in one place. */
function encoded(value: unknown): Buffer {
  const text = withoutNewline(value);
  // A UTF-16 unit takes at most three octets.
  if (3 * text.length >= room.length) room = Buffer.allocUnsafeSlow(3 * text.length + 1);
  const length = room.write(text);
  room[length] = 0x0a;
  return room.subarray(0, length + 1);
}

/** The change in words: `AUTH-1-1 pass → fail`, or that it says something else of the same verdict. */
export function changeInWords({ testCase, before, after }: Change): string {
  const [was, is] = [before?.verdict ?? 'not judged', after?.verdict ?? 'not judged'];
  return was === is ? `${testCase} ${is}, for another reason` : `${testCase} ${was} → ${is}`;
}

const byTestCase = ({ judgements }: Judgements): ReadonlyMap<string, Judgement> =>
  new Map(judgements.map((judgement) => [judgement.testCase, judgement]));
