import { digestOf } from '../../schemas/canonical-json.ts';
import type { Bench, JournalEntry, Judgement, Report, RowJudgement } from '../../schemas/types.ts';
import { build, type ReportInput } from '../build/build.ts';
import { sampleDeclaration, samplePlan } from './sample-plan.ts';
import { sampleStandard } from './sample-standard.ts';

/** One golden report for each overall outcome. */
export const sampleNames = ['conforms', 'does-not-conform', 'inconclusive'] as const;

export type SampleName = (typeof sampleNames)[number];

export function sampleReport(name: SampleName): Report {
  return build(sampleInput(name));
}

/** The inputs of a sample; a test may change one thing. */
export function sampleInput(name: SampleName): ReportInput {
  const plan = samplePlan(name === 'inconclusive' ? ['AUTH', 'NET', 'AV'] : undefined);
  const judgements = plan.value.testCases
    .filter(({ selection }) => selection === 'selected')
    .map(({ id, requirement }) => ({ ...passing(id, requirement), ...differing[name][id] }));
  const suites = { version: '0.1.1', digest: digestOf('mended suites of the sample') };
  return {
    standard: sampleStandard,
    plan,
    declaration: sampleDeclaration,
    judgements: {
      judgements,
      edition: plan.value.edition,
      suites,
      declaration: sampleDeclaration.digest,
      plan: plan.digest,
      evidence: digestOf(`evidence of ${name}`),
    },
    bench,
    journal,
    issue: {
      reportId: `TR-2026-00${sampleNames.indexOf(name) + 17}`,
      issuedAt: '2026-10-04T15:30:00Z',
      authorisedBy: 'op-1',
      validDays: sampleDays,
    },
  };
}

/** A sample counts for ten years, so that it verifies for whoever tries it; a report of a real toy counts for one. */
export const sampleDays = 3650;

const evidenceFor = (testCase: string): string[] => {
  const asked = testCase.startsWith('AUTH')
    ? ['login-attempts/unit-1 1', 'login-attempts/unit-2 2']
    : testCase.startsWith('AV')
      ? ['assessor/unit-1 1']
      : ['open-ports/unit-1 1', 'open-ports/unit-2 1'];
  return [...asked.map((task) => digestOf(task)), sampleDeclaration.digest];
};

const pass = (id: string): RowJudgement => ({ id, verdict: 'pass' });

const passing = (testCase: string, requirement: string): Judgement => ({
  testCase,
  requirement,
  verdict: 'pass',
  rows: testCase === 'NET-1-1' ? [pass('unit-1/tcp/443'), pass('unit-2/tcp/443')] : [],
  evidence: evidenceFor(testCase),
  ...(testCase === 'NET-1-2' ? { grounds: 'a complete scan found no answering UDP port' } : {}),
});

type Differing = Readonly<Record<string, Partial<Judgement>>>;

const keyShared: Differing = {
  'AUTH-6-1': { verdict: 'fail', finding: 'the login "cloud-link" is declared with a password that all units share' },
};

const telnet = 'TCP port 2323 of unit-1 (IPv4, speaks telnet) is not declared (not among: 443, 8883)';

const differing: Readonly<Record<SampleName, Differing>> = {
  conforms: {},
  'does-not-conform': {
    ...keyShared,
    'NET-1-1': {
      verdict: 'fail',
      finding: telnet,
      rows: [
        pass('unit-1/tcp/443'),
        { id: 'unit-1/tcp/2323', verdict: 'fail', finding: telnet },
        pass('unit-2/tcp/443'),
      ],
    },
    'NET-2-1': { verdict: 'fail', finding: 'tcp/2323 of unit-1 speaks telnet: "BusyBox v1.31 login:\\x1b[0m"' },
    'AV-1-1': { verdict: 'inconclusive', reason: 'evidence-missing', detail: 'nobody answered for unit-2' },
  },
  inconclusive: {
    ...keyShared,
    'AUTH-4-1': {
      verdict: 'inconclusive',
      reason: 'evidence-missing',
      detail: 'login-attempts: not observed unit-2/portal-tls',
    },
  },
};

const bench: Bench = {
  bench: 1,
  laboratory: {
    kind: 'laboratory',
    name: 'Example Lab GmbH',
    address: 'Musterweg 1, 00000 Beispielstadt',
    location: 'Hall 2',
  },
  customer: { name: 'Example Toys Ltd', address: '1 Example Street, Exampleton' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: { 'unit-1': ['192.0.2.10'], 'unit-2': ['192.0.2.11'] },
};

const chain = (at: string) => ({ at, previous: digestOf('before'), hash: digestOf(at) });

const opened: JournalEntry = {
  type: 'opened',
  seq: 0,
  ...chain('2026-10-02T09:00:00Z'),
  plan: digestOf('plan'),
  declaration: digestOf('declaration'),
  bench: digestOf('bench'),
  toymark: '0.1.0',
};

type AttemptRow = readonly [
  kind: 'open-ports' | 'login-attempts' | 'assessor',
  target: string,
  start: string,
  end: string,
  attempt: number,
];

const attempts: readonly AttemptRow[] = [
  ['open-ports', 'unit-1', '09:00:05', '09:03:40', 1],
  ['open-ports', 'unit-2', '09:00:05', '09:04:10', 1],
  ['login-attempts', 'unit-2', '09:04:20', '09:06:20', 1],
  ['assessor', 'unit-1', '09:08:00', '09:15:30', 1],
  ['login-attempts', 'unit-1', '09:04:20', '09:21:00', 1],
  ['login-attempts', 'unit-2', '09:21:00', '09:37:30', 2],
];

const journal: readonly JournalEntry[] = [
  opened,
  ...attempts.map(([kind, target, start, end, attempt], index): JournalEntry => {
    const [startedAt, endedAt] = [`2026-10-02T${start}Z`, `2026-10-02T${end}Z`];
    const task = `${kind}/${target}`;
    const probe = { name: kind, version: '0.1.0' };
    const base = { seq: index + 1, ...chain(endedAt), task, kind, probe, units: [target], operator: 'op-1' };
    const common = { ...base, attempt, startedAt, endedAt };
    return task === 'login-attempts/unit-2' && attempt === 1
      ? { ...common, type: 'not-observed', reason: 'timed-out', detail: 'no answer within 120 s' }
      : { ...common, type: 'observed', observation: digestOf(`${task} ${attempt}`), attachments: [] };
  }),
];
