import type { Problem } from '../../../schemas/problem.ts';

/** A test case that would fail under the later edition, and does not fail under the earlier one. */
export interface NewFailure {
  readonly requirement: string;
  readonly testCase: string;
  readonly purpose: string;
  readonly finding: string;
  /** What it was under the earlier edition; `not-asked` where that edition has no such test case for this product. */
  readonly before: 'pass' | 'inconclusive' | 'not-asked';
}

/** A test case that cannot be decided under the later edition. */
export interface OpenQuestion {
  readonly testCase: string;
  readonly detail: string;
}

/** What an instrument, or the examiner, would have to observe once more before the later edition can be decided. */
export interface Needed {
  readonly kind: string;
  readonly tasks: readonly string[];
  /** As the instruments estimate it, one task after the other. */
  readonly seconds: number;
  readonly testCases: readonly string[];
}

/**
 * What a later edition means for a product that was tested before:
 * `conforms`; `now-fails` where a mandatory test case fails that did not fail before; `fails-already` where nothing more
 * fails than before; `needs-evidence` where nothing fails and something cannot be decided from what was stored;
 * `unreadable` where the stored run itself cannot be judged.
 */
export type Outcome = 'conforms' | 'now-fails' | 'fails-already' | 'needs-evidence' | 'unreadable';

/** One stored run, judged under two editions. */
export interface ProductImpact {
  /** The run directory. */
  readonly run: string;
  readonly product: string;
  readonly outcome: Outcome;
  readonly failures: readonly NewFailure[];
  /** Requirements that fail under both editions. */
  readonly failing: readonly string[];
  /** Requirements that failed and are met, or not asked for, under the later edition. */
  readonly relieved: readonly string[];
  /** Test cases that cannot be decided from what was stored, and why. */
  readonly open: readonly OpenQuestion[];
  readonly needed: readonly Needed[];
  /** What the manufacturer has to declare first, or why the run cannot be judged. */
  readonly problems: readonly Problem[];
}

/** Every product judged under both editions, in the order of the runs. */
export interface Impact {
  readonly before: string;
  readonly after: string;
  readonly products: readonly ProductImpact[];
}

/** Two editions, by name or path, each perhaps of another copy of the standard. */
export interface Question {
  readonly before: { readonly edition: string; readonly folder?: string | undefined };
  readonly after: { readonly edition: string; readonly folder?: string | undefined };
}
