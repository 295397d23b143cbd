import type { Task } from '../../schemas/types.ts';
import type { NotObservedReason } from './probe.ts';

/** How an attempt ended. */
export type Outcome =
  | { readonly type: 'observed'; readonly observation: string }
  | { readonly type: 'not-observed'; readonly reason: NotObservedReason; readonly detail: string };

/** What happens while evidence is gathered, for whoever shows it. Notes and details hold hostile text. */
export type GatherEvent =
  | { readonly type: 'planned'; readonly tasks: readonly Task[]; readonly alreadyObserved: number }
  | { readonly type: 'started'; readonly task: Task }
  | { readonly type: 'progress'; readonly task: Task; readonly fraction: number; readonly note: string | undefined }
  /** What whoever owns the product needs to know beyond this run. */
  | { readonly type: 'remark'; readonly task: Task; readonly text: string }
  /** A person is being asked: the terminal is theirs until `answered`. */
  | { readonly type: 'asking' }
  | { readonly type: 'answered' }
  | { readonly type: 'ended'; readonly task: Task; readonly outcome: Outcome; readonly seconds: number }
  | { readonly type: 'interrupted' }
  | { readonly type: 'finished' };

export type Listener = (event: GatherEvent) => void;
