import type { JournalEntry, Report } from '../../schemas/types.ts';

/** What a reader cannot conclude, each in a sentence; only what is true of this report. */
export function limitationsOf(report: Omit<Report, 'limitations'>, journal: readonly JournalEntry[]): string[] {
  return [
    ...(report.kind === 'self-assessment'
      ? ['The manufacturer assessed its own product; no independent laboratory took part.']
      : []),
    ...edition(report),
    ...exclusions(report),
    ...pending(report),
    ...suspects(report),
    ...notObserved(report),
    ...clock(report.attempts, journal),
    ...parts(report),
    'A test shows what was found on these units at that time; it cannot show that nothing else exists.',
  ];
}

function edition({ method }: Pick<Report, 'method'>): readonly string[] {
  if (method.status === 'published') return [];
  return [`Edition ${method.edition} is ${method.status === 'draft' ? 'a draft and may change' : 'withdrawn'}.`];
}

function exclusions(report: Omit<Report, 'limitations'>): readonly string[] {
  if (report.exclusions.length === 0) return [];
  const only = list(report.exclusions);
  return [`The laboratory limited the plan to ${only}. The report therefore says nothing of the rest of the edition.`];
}

function pending({ requirements }: Pick<Report, 'requirements'>): readonly string[] {
  const applicable = requirements.filter(({ selection }) => selection === 'selected');
  const cases = applicable
    .flatMap(({ testCases }) => testCases)
    .filter(({ selection, because }) => selection === 'not-tested' && because?.startsWith('pending') === true)
    .map(({ id }) => id);
  const proposed = requirements.filter(({ because }) => because?.startsWith('proposed') === true).map(({ id }) => id);
  return [
    ...(proposed.length === 0 ? [] : [`Requirements that apply and that nobody can test yet: ${list(proposed)}.`]),
    ...(cases.length === 0
      ? []
      : [
          `Test cases that apply and were not performed, because these suites have no instrument for them: ${list(cases)}.`,
        ]),
  ];
}

function suspects({ requirements }: Pick<Report, 'requirements'>): readonly string[] {
  const ids = requirements.filter(({ suspect }) => suspect === true).map(({ id }) => id);
  if (ids.length === 0) return [];
  return [`Statements that changed since somebody last read their test cases beside them: ${list(ids)}.`];
}

function notObserved({ attempts }: Pick<Report, 'attempts'>): readonly string[] {
  const observed = new Set(attempts.filter(({ observation }) => observation !== undefined).map(({ task }) => task));
  const never = [...new Set(attempts.map(({ task }) => task))].filter((task) => !observed.has(task));
  return never.length === 0 ? [] : [`No attempt succeeded to observe: ${list(never)}.`];
}

// The chain, not the clock, orders the entries; whoever reads their times must know where these disagree.
function clock(attempts: Report['attempts'], journal: readonly JournalEntry[]): readonly string[] {
  const back = journal.some(({ at }, index) => at < (journal[index - 1]?.at ?? at));
  if (!back && !attempts.some(({ startedAt, endedAt }) => endedAt < startedAt)) return [];
  return [
    'The clock of the bench went back while evidence was gathered: attempts stand in the order of the journal, and times and durations around that moment cannot be compared.',
  ];
}

function parts({ product }: Pick<Report, 'product'>): readonly string[] {
  const served = product.parts.filter(({ kind }) => kind === 'web-app' || kind === 'cloud').map(({ id }) => id);
  const unnamed = product.parts
    .filter(({ id, sha256 }) => sha256 === undefined && !served.includes(id))
    .map(({ id }) => id);
  return [
    ...(served.length === 0 ? [] : [`What runs on servers can change at any time: ${list(served)}.`]),
    ...(unnamed.length === 0
      ? []
      : [`No file digest was declared, so the bytes cannot be compared: ${list(unnamed)}.`]),
  ];
}

// A text of the report holds at most 4000 characters.
function list(ids: readonly string[]): string {
  const shown = ids.slice(0, 60).map((id) => id.slice(0, 40));
  return shown.join(', ') + (ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '');
}
