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

/** From the first attempt to the end of the last. */
export function performedOf(journal: readonly JournalEntry[]): Report['performed'] {
  const attempts = attemptsIn(journal);
  const began = [...attempts.map(({ startedAt }) => startedAt), ...journal.map(({ at }) => at)].sort();
  const ended = attempts.length > 0 ? attempts.map(({ endedAt }) => endedAt) : journal.map(({ at }) => at);
  const startedAt = attempts.map((attempt) => attempt.startedAt).sort()[0] ?? began[0];
  const endedAt = [...ended].sort().at(-1);
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
