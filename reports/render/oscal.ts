import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Judgement, Report, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';
import { prose, visible } from './text.ts';
import { uuidOf } from './uuid.ts';
import { judgementsBy } from './view.ts';

/** The version of the Open Security Controls Assessment Language that is written. */
export const oscalVersion = '1.1.2';

/**
 * Assessment results of OSCAL 1.1.2 in JSON: an observation for each judged test case, a finding for each requirement that
 * was judged. Every identifier follows from the report, so the same report gives the same bytes.
 */
export function renderOscal(report: Report): string {
  const by = judgementsBy(report);
  const judged = report.requirements.filter(({ testCases }) => testCases.some(({ id }) => by.has(id)));
  const uuid = (name: string) => uuidOf(`${report.id} ${report.issuedAt} ${name}`);
  return canonicalJson({
    'assessment-results': {
      uuid: uuid('results'),
      metadata: metadataOf(report, uuid),
      // No assessment plan of OSCAL exists; the plan is named by its digest.
      'import-ap': { href: `#${uuid('plan')}` },
      results: [
        {
          uuid: uuid('result'),
          title: prose(report.title),
          description: resultWords[report.outcome],
          start: report.performed.startedAt,
          end: report.performed.endedAt,
          props: [property('outcome', report.outcome), property('level', report.method.level)],
          'reviewed-controls': {
            'control-selections': [{ 'include-controls': judged.map(({ id }) => ({ 'control-id': id })) }],
          },
          observations: judged.flatMap((requirement) => observationsOf(requirement, { report, by, uuid })),
          findings: judged.map((requirement) => findingOf(requirement, by, uuid)),
        },
      ],
      'back-matter': { resources: resourcesOf(report, uuid) },
    },
  });
}

type Uuid = (name: string) => string;
type ByTestCase = ReadonlyMap<string, Judgement>;

const resultWords = {
  conforms: 'Every mandatory requirement that applies is met.',
  'does-not-conform': 'At least one mandatory requirement is not met.',
  inconclusive: 'Whether the product conforms was not decided.',
} as const;

function metadataOf({ title, issuedAt, id, laboratory }: Report, uuid: Uuid) {
  return {
    title: prose(title),
    'last-modified': issuedAt,
    version: id,
    'oscal-version': oscalVersion,
    roles: [{ id: 'assessor', title: 'Assessor' }],
    parties: [{ uuid: uuid('laboratory'), type: 'organization', name: prose(laboratory.name) }],
    'responsible-parties': [{ 'role-id': 'assessor', 'party-uuids': [uuid('laboratory')] }],
  };
}

interface Context {
  readonly report: Report;
  readonly by: ByTestCase;
  readonly uuid: Uuid;
}

function observationsOf({ testCases }: ReportRequirement, { report, by, uuid }: Context) {
  return testCases.flatMap((testCase) => {
    const judgement = by.get(testCase.id);
    return judgement === undefined ? [] : [observationOf(testCase, judgement, { report, uuid })];
  });
}

function observationOf(
  { id, purpose, method }: ReportTestCase,
  { verdict, evidence, finding, reason, detail }: Judgement,
  { report, uuid }: Pick<Context, 'report' | 'uuid'>,
) {
  const said = finding ?? detail ?? reason;
  const proof = evidence.map((digest) => ({
    href: digest,
    description: 'Observation in the evidence store, by its digest.',
  }));
  return {
    uuid: uuid(id),
    title: id,
    description: visible(purpose),
    props: [property('verdict', verdict)],
    methods: [method.toUpperCase()],
    collected: report.performed.endedAt,
    ...(proof.length === 0 ? {} : { 'relevant-evidence': proof }),
    ...(said === undefined ? {} : { remarks: visible(said) }),
  };
}

function findingOf(
  { id, title, statement, verdict, testCases, strength }: ReportRequirement,
  by: ByTestCase,
  uuid: Uuid,
) {
  const related = testCases.filter((testCase) => by.has(testCase.id));
  return {
    uuid: uuid(`finding ${id}`),
    title: prose(title),
    description: visible(statement),
    props: [property('verdict', verdict), property('strength', strength)],
    target: {
      type: 'statement-id',
      'target-id': id,
      status: { state: verdict === 'pass' ? 'satisfied' : 'not-satisfied', reason: reasons[verdict] },
    },
    'related-observations': related.map((testCase) => ({ 'observation-uuid': uuid(testCase.id) })),
  };
}

const reasons = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'other',
  'not-applicable': 'other',
  'not-tested': 'other',
} as const satisfies Record<ReportRequirement['verdict'], string>;

function resourcesOf({ digests, method }: Report, uuid: Uuid) {
  return Object.entries(digests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, digest]) => ({
      uuid: uuid(name),
      title: name === 'edition' ? `Edition ${prose(method.edition)}` : name,
      rlinks: [{ href: `${name}.json`, hashes: [{ algorithm: 'SHA-256', value: digest.replace('sha256:', '') }] }],
    }));
}

const property = (name: string, value: string) => ({ name, value, ns: 'https://toymark.example/ns/oscal' });
