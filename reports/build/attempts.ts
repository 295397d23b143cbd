import type { JournalEntry, JournalNotObserved, JournalObserved, Report, ReportAttempt } from '../../schemas/types.ts';

type Attempt = JournalObserved | JournalNotObserved;

/** Every attempt to observe, in the order of the journal, so that a success on the third try shows. */
export function attemptsOf(journal: readonly JournalEntry[]): ReportAttempt[] {
  return attemptsIn(journal).map((entry) => {
    const { task, kind, probe, units, operator, attempt, startedAt, endedAt } = entry;
    const result =
      entry.type === 'observed' ? { observation: entry.observation } : { reason: entry.reason, detail: entry.detail };
    return { task, kind, probe, units, operator, attempt, startedAt, endedAt, ...result };
  });
}

/** From the first time that the attempts name to the last, in whatever order a clock that was set put them. */
export function performedOf(journal: readonly JournalEntry[]): Report['performed'] {
  const attempts = attemptsIn(journal);
  const named = attempts.flatMap((attempt) => [attempt.startedAt, attempt.endedAt]);
  const times = attempts.length > 0 ? named : journal.map(({ at }) => at);
  const [startedAt, endedAt] = [times.sort()[0], times.at(-1)];
  if (startedAt === undefined || endedAt === undefined) throw new Error('the journal of the evidence is empty');
  return { startedAt, endedAt };
}

/** What gathered and what judged, each with its version. */
export function toolsOf(journal: readonly JournalEntry[], suites: string): Report['tools'] {
  const collectors = journal.flatMap((entry) => (entry.type === 'opened' ? [entry.toymark] : []));
  const probes = new Map(
    attemptsIn(journal).map(({ probe, kind }) => [
      `${probe.name} ${probe.version}`,
      { name: probe.name, version: probe.version, use: `observes ${kind}` },
    ]),
  );
  return [
    ...[...new Set(collectors)].map((version) => ({ name: 'toymark', version, use: 'gathers the evidence' })),
    { name: 'toymark suites', version: suites, use: 'judges the evidence' },
    ...[...probes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tool]) => tool),
  ];
}

function attemptsIn(journal: readonly JournalEntry[]): readonly Attempt[] {
  return journal.filter((entry): entry is Attempt => entry.type === 'observed' || entry.type === 'not-observed');
}
