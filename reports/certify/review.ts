import type { Report, ReportAttempt, ReviewRecord, ReviewItem } from '../../schemas/types.ts';

/** Something a reviewer must look at before anybody decides (ISO/IEC 17065:2012, 7.5). */
export type ToLookAt = Pick<ReviewItem, 'id' | 'look'>;

/**
 * Everything in a report that a computer cannot vouch for by judging the evidence again: what people answered, what was
 * tried again, what nobody observed, what was declared absent, what passed because nothing was found. Each has an id that
 * stays the same for the same report.
 */
export function toLookAt(report: Report): readonly ToLookAt[] {
  return [
    ...fromPeople(report),
    ...empty(report),
    ...fromInstruments(report),
    ...declaredAbsent(report),
    ...shortfalls(report),
    ...report.limitations.map((text, index) => ({ id: `limitation/${index + 1}`, look: bounded(text) })),
  ];
}

/** A record in which nothing was looked at yet. */
export function openReview(report: Report, digest: string): ReviewRecord {
  return { review: 1, report: digest, items: toLookAt(report).map((item) => ({ ...item, finding: 'open' })) };
}

/** What keeps a review from being finished, each in a sentence; empty where it is. */
export function openItems(review: ReviewRecord, report: Report, digest: string): readonly string[] {
  if (review.report !== digest) return ['the review is of another report'];
  const findings = new Map(review.items.map((item) => [item.id, item]));
  return toLookAt(report).flatMap(({ id, look }) => {
    const item = findings.get(id);
    if (item === undefined) return [`${id} is not in the review: ${look}`];
    if (item.look !== look) return [`${id} stands in the review in other words than the report gives it`];
    if (item.finding === 'accepted') return [];
    return [item.finding === 'open' ? `${id} is open: ${look}` : `${id} was refused: ${item.note ?? look}`];
  });
}

function fromPeople({ requirements, judgements }: Report): readonly ToLookAt[] {
  const judged = new Set(judgements.map(({ testCase }) => testCase));
  return requirements.flatMap(({ id, title, testCases }) => {
    const own = testCases.filter((one) => one.method !== 'test' && judged.has(one.id)).map((one) => one.id);
    if (own.length === 0) return [];
    return [
      {
        id: `people/${id}`,
        look: bounded(`${title}: ${own.join(', ')} rest on what people answered, declared or published`),
      },
    ];
  });
}

function empty({ judgements }: Report): readonly ToLookAt[] {
  return judgements.flatMap(({ testCase, grounds }) =>
    grounds === undefined
      ? []
      : [{ id: `empty/${testCase}`, look: bounded(`${testCase} passes although nothing was found: ${grounds}`) }],
  );
}

function fromInstruments({ attempts }: Report): readonly ToLookAt[] {
  const byTask = new Map<string, ReportAttempt[]>();
  for (const attempt of attempts) byTask.set(attempt.task, [...(byTask.get(attempt.task) ?? []), attempt]);
  return [...byTask].flatMap(([task, own]) => {
    const last = own.at(-1);
    const foreign = own.find(({ probe, kind }) => probe.name !== kind)?.probe;
    return [
      ...(own.length > 1 ? [{ id: `again/${task}`, look: `${task} was attempted ${own.length} times` }] : []),
      ...(own.every(({ observation }) => observation === undefined)
        ? [{ id: `unobserved/${task}`, look: bounded(`${task} was never observed: ${last?.detail ?? last?.reason}`) }]
        : []),
      ...(foreign === undefined
        ? []
        : [
            {
              id: `instrument/${task}`,
              look: `${task} was observed with ${foreign.name} ${foreign.version} of the laboratory`,
            },
          ]),
    ];
  });
}

// A feature that the manufacturer denies removes requirements; whoever reviews looks whether the toy has it.
function declaredAbsent({ requirements }: Report): readonly ToLookAt[] {
  const removed = new Map<string, string[]>();
  for (const { id, selection, facts } of requirements)
    for (const { feature, answer } of facts)
      if (selection === 'not-applicable' && !answer) removed.set(feature, [...(removed.get(feature) ?? []), id]);
  return [...removed].map(([feature, ids]) => ({
    id: `absent/${feature}`,
    look: bounded(`"${feature}" was declared absent; therefore not applicable: ${ids.join(', ')}`),
  }));
}

function shortfalls({ requirements }: Report): readonly ToLookAt[] {
  const unmet = requirements.filter(
    ({ strength, verdict, claim }) =>
      strength === 'recommended' && (verdict === 'fail' || verdict === 'inconclusive' || claim !== undefined),
  );
  return unmet.map(({ id, title, verdict, claim }) => ({
    id: `recommended/${id}`,
    look: bounded(`${title}: ${verdict}${claim === undefined ? '' : `; the manufacturer says: ${claim}`}`),
  }));
}

const bounded = (text: string) => (text.length > 1000 ? `${text.slice(0, 999)}…` : text);
