import { isDeepStrictEqual } from 'node:util';
import type { Task } from '../../../schemas/types.ts';
import type { Evidence } from '../../evidence/read-evidence.ts';
import type { Needed } from './impact.ts';

/** What was asked of the instruments, what would be, and what they observed. */
export interface Asked {
  readonly planned: readonly Task[];
  readonly asked: readonly Task[];
  readonly evidence: Evidence;
}

/**
 * What has to be observed once more so that these test cases can be decided, by instrument. Where some of their tasks were
 * never observed, or are to be asked otherwise, it is these; where all were observed and still left the question open, it
 * is all of them.
 */
export function neededFor(open: readonly string[], { planned, asked, evidence }: Asked): readonly Needed[] {
  const before = new Map(planned.map((task) => [task.id, task]));
  const observed = new Set(evidence.entries.flatMap((entry) => (entry.type === 'observed' ? [entry.task] : [])));
  const isFresh = (task: Task) => !observed.has(task.id) || !isDeepStrictEqual(before.get(task.id)?.with, task.with);
  const wanted = new Map<Task, Set<string>>();
  for (const testCase of open) {
    const serving = asked.filter(({ testCases }) => testCases.includes(testCase));
    const fresh = serving.filter(isFresh);
    for (const task of fresh.length > 0 ? fresh : serving)
      wanted.set(task, (wanted.get(task) ?? new Set<string>()).add(testCase));
  }
  const tasks = asked.filter((task) => wanted.has(task));
  return [...new Set(tasks.map(({ kind }) => kind))].map((kind) => {
    const own = tasks.filter((task) => task.kind === kind);
    return {
      kind,
      tasks: own.map(({ id }) => id),
      seconds: own.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0),
      testCases: [...new Set(own.flatMap((task) => [...(wanted.get(task) ?? [])]))],
    };
  });
}
