import { isEvidenceKind } from './evidence-kinds.ts';
import { rowsAt } from './rows-at.ts';
import { isUtcTime } from './utc-time.ts';

/** What the code of a check calls by these names. */
export const called = {
  formats: {
    'utc-time': isUtcTime,
    date: (day: string): boolean => isUtcTime(`${day}T00:00:00Z`),
    'evidence-kind': isEvidenceKind,
  },
  /** `refersTo: ixit.services`: the value is the id of a row of that table of the same document. */
  refersTo: (root: unknown, tablePath: string, value: string): boolean =>
    rowsAt(root, tablePath).some((row) => row.id === value),
};
