import { canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { Edition, Requirement } from '../../schemas/types.ts';

type TestCaseRow = readonly [number: number, method: Requirement['testCases'][number]['method'], purpose: string];

interface Row {
  readonly id: string;
  readonly title: string;
  readonly level?: 'substantial' | 'high';
  readonly recommended?: true;
  readonly applies?: readonly string[];
  readonly limits?: Readonly<Record<string, number>>;
  readonly statement: string;
  readonly rationale: string;
  readonly tests?: readonly TestCaseRow[];
  readonly pending?: readonly TestCaseRow[];
}

// A small standard of its own, so that a change of wording in the real one does not change the samples.
const rows: readonly Row[] = [
  {
    id: 'AUTH-1',
    title: 'Factory credentials are unique per unit',
    applies: ['factory-credentials'],
    statement:
      'Every credential present on the toy when it leaves the factory SHALL differ between units and SHALL NOT be derivable from a public identifier.',
    rationale: 'One leaked PIN must not open every nursery.',
    tests: [
      [1, 'test', 'no two units share a factory credential'],
      [3, 'test', 'no service accepts a known default credential'],
    ],
  },
  {
    id: 'AUTH-4',
    title: 'Guessing is slowed down',
    applies: ['ip-network'],
    limits: { attempts: 10 },
    statement: 'After at most {attempts} failed attempts, further attempts SHALL be delayed, locked or challenged.',
    rationale: 'A stranger with patience and a script guesses a short PIN in an evening, and then speaks to the child.',
    tests: [[1, 'test', 'repeated wrong credentials are slowed or locked']],
  },
  {
    id: 'AUTH-6',
    title: 'Machines do not authenticate with passwords',
    recommended: true,
    statement: 'The toy SHOULD prove itself to its service with a key of its own.',
    rationale: 'A password that every toy shares is known to everybody who opened one toy.',
    tests: [[1, 'examine', 'each machine login uses a key of the unit']],
  },
  {
    id: 'NET-1',
    title: 'Every open port is declared',
    applies: ['ip-network'],
    statement:
      'The set of TCP and UDP ports on which the toy answers SHALL equal the set of services in the declaration.',
    rationale: 'A port that nobody declared is a port that nobody maintains.',
    tests: [
      [1, 'test', 'every open TCP port is a declared service'],
      [2, 'test', 'every answering UDP port is a declared service'],
      [3, 'test', 'every declared service was found open'],
    ],
  },
  {
    id: 'NET-2',
    title: 'No debug protocol is offered',
    applies: ['ip-network'],
    statement: 'Telnet, FTP, debug bridges and open databases SHALL NOT be reachable.',
    rationale: 'Whoever finds a forgotten debug shell owns the bear, and hears the room it sits in.',
    tests: [[1, 'test', 'no port speaks a protocol of the forbidden list']],
  },
  {
    id: 'NET-5',
    title: 'Malformed input does not stop a service',
    level: 'substantial',
    statement: 'A service SHALL answer or drop malformed input and keep serving.',
    rationale: 'A toy that a stranger can switch off from the street is a frightened child at night.',
    tests: [[1, 'test', 'each declared service answers after the malformed corpus']],
  },
  {
    id: 'COMM-1',
    title: 'Servers offer only current TLS',
    applies: ['ip-network'],
    statement: 'Every TLS server of the toy and its cloud SHALL offer TLS 1.2 or later with forward secrecy.',
    rationale: 'Old protection can be opened by anybody on the same network.',
    tests: [[1, 'test', 'no server negotiates SSL or TLS below the minimum']],
  },
  {
    id: 'COMM-3',
    title: 'The toy checks whom it talks to',
    applies: ['ip-network'],
    statement: 'The toy SHALL send application data only to a server whose certificate it has validated for that name.',
    rationale: 'A toy that talks to anybody tells anybody what the child said.',
    pending: [[2, 'test', 'no data flows to a server with an invalid certificate']],
  },
  {
    id: 'AV-1',
    title: 'Recording can be seen',
    applies: ['microphone'],
    statement: 'A sign that a child understands SHALL show whenever sound or picture is captured.',
    rationale: 'A child can be quiet only when it knows that somebody listens.',
    tests: [[1, 'examine', 'the sign is on in every captured state and off in every other']],
  },
  {
    id: 'BT-2',
    title: 'Nothing of value is reachable before pairing',
    applies: ['bluetooth-le'],
    statement: 'Without an authenticated link no characteristic beyond the declared public ones SHALL be usable.',
    rationale: 'A stranger outside the window must not be able to speak through the bear.',
    tests: [[1, 'test', 'every characteristic readable without pairing is public']],
  },
  {
    id: 'CONS-6',
    title: 'The privacy policy can be understood',
    limits: { grade: 10 },
    statement: 'The privacy policy SHALL read at grade {grade} or below.',
    rationale: 'Nobody can consent to what they could not read.',
    tests: [[1, 'test', 'the reading grade of the policy is within the limit']],
  },
];

const requirementOf = (row: Row): Requirement => ({
  id: row.id,
  title: row.title,
  level: row.level ?? 'basic',
  strength: row.recommended === true ? 'recommended' : 'mandatory',
  applies: [...(row.applies ?? [])],
  statement: row.statement,
  rationale: row.rationale,
  guidance: { manufacturer: 'None.', examiner: 'None.' },
  ...(row.limits === undefined ? {} : { limits: row.limits }),
  references: {},
  testCases: (row.tests ?? []).map(([number, method, purpose]) => {
    const evidence: Requirement['testCases'][number]['evidence'] = ['open-ports'];
    return { id: `${row.id}-${number}`, method, purpose, evidence };
  }),
  ...(row.pending === undefined
    ? {}
    : {
        pending: row.pending.map(([number, method, purpose]) => ({
          id: `${row.id}-${number}`,
          method,
          purpose,
          evidence: ['tls-client'],
          how: 'Not performed.',
        })),
      }),
});

const edition: Edition = {
  edition: '1.0',
  title: 'Connected toy security and privacy',
  status: 'published',
  published: '2026-10-01',
  levels: ['basic', 'substantial', 'high'],
  requirements: rows.map(({ id, level = 'basic' as const }) => ({ id, level })),
};

/** The standard of the samples. */
export const sampleStandard = {
  edition,
  digest: digestOf(canonicalLine(rows)),
  requirements: new Map(rows.map((row) => [row.id, requirementOf(row)])),
};
