import { randomBytes } from 'node:crypto';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { RedactableReport, RedactedReport, Report, ShownLeaf } from '../../schemas/types.ts';
import { seal } from '../sign/sign.ts';
import type { Signer } from '../sign/signer.ts';
import { redactableStatementOf, statementOf } from '../sign/statement.ts';
import { headOf, leafDigest, leavesOf, personal } from './leaves.ts';

/**
 * The laboratory's statement about the parts of its report, with every part shown: the holder's own copy, from which
 * `redact` takes what others may see. Salts are new each time.
 */
export async function redactable(report: Report, signers: readonly Signer[]): Promise<RedactedReport> {
  const shown: ShownLeaf[] = leavesOf(report).map((leaf) => ({ ...leaf, salt: randomBytes(16).toString('base64') }));
  const predicate: RedactableReport = {
    redactable: 1,
    report: digestOf(canonicalJson(statementOf(report))),
    head: headOf(report),
    leaves: shown.map((leaf) => ({ path: leaf.path, digest: leafDigest(leaf) })),
  };
  const payload = Buffer.from(canonicalJson(redactableStatementOf(predicate)));
  return { redacted: 1, statement: await seal(payload, signers), shown };
}

/** What is shown of a report. */
export interface Selection {
  /** Chapters, by group; all where absent. */
  readonly only?: readonly string[] | undefined;
  /** Parts that are withheld: a path, or the beginning of several. */
  readonly hide: readonly string[];
}

/** Withholds parts; nothing that is left changes, so it still verifies. */
export function redact({ redacted, statement, shown }: RedactedReport, { only, hide }: Selection): RedactedReport {
  const hidden = (path: string) => hide.some((name) => path === name || path.startsWith(`${name}/`));
  // The order names every requirement, also those of chapters that are withheld.
  const other = (path: string) =>
    only !== undefined && (path === 'order' || (path.startsWith('chapter/') && !only.includes(path.slice(8))));
  return { redacted, statement, shown: shown.filter(({ path }) => !hidden(path) && !other(path)) };
}

/** Withholds what names people, customers and single toys. */
export const withoutPersonal: readonly string[] = personal;
