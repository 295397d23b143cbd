import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { Declaration, Plan, Requirement } from '../../schemas/types.ts';
import type { Named } from '../build/build.ts';
import { sampleStandard } from './sample-standard.ts';

/** What is declared absent; everything else is present. */
const absent: readonly string[] = ['bluetooth-le'];

/** The toy of the samples. */
export const sampleDeclaration: Named<Declaration> = named({
  declaration: 1,
  product: {
    manufacturer: 'Example Toys Ltd',
    model: 'Pip the Bear',
    modelNumber: 'PB-100',
    hardware: 'rev C',
    ages: { from: 3, to: 8 },
    placesOfSale: ['DE', 'FR', 'GB'],
    languages: ['en'],
    units: [
      { id: 'unit-1', serial: 'PB100-000017', received: '2026-09-16', condition: 'new, sealed box' },
      { id: 'unit-2', serial: 'PB100-000018', received: '2026-09-16', condition: 'new, box opened by customs' },
    ],
    parts: [
      { id: 'firmware', kind: 'firmware', version: '2.4.1', sha256: digestOf('firmware of the sample') },
      { id: 'app', kind: 'android-app', version: '5.0.2', sha256: digestOf('app of the sample') },
      { id: 'portal', kind: 'web-app', version: '2026-09-20', url: 'https://portal.example' },
    ],
  },
  edition: '1.0',
  level: 'basic',
  features: { 'ip-network': true, 'bluetooth-le': false, microphone: true, 'factory-credentials': true },
  claims: [{ requirement: 'AUTH-6', because: 'The service moves to keys of its own with firmware 3, in spring 2027.' }],
  ixit: {},
});

/** The plan of the samples, at level basic; limited to some groups where asked. */
export function samplePlan(only?: readonly string[]): Named<Plan> {
  const requirements = [...sampleStandard.requirements.values()].map(planned);
  return named({
    plan: 1,
    edition: { edition: sampleStandard.edition.edition, digest: sampleStandard.digest },
    suites: { version: '0.1.0', digest: digestOf('suites of the sample') },
    declaration: { digest: sampleDeclaration.digest },
    level: 'basic',
    ...(only === undefined ? {} : { only: [...only] }),
    requirements,
    testCases: requirements.flatMap((requirement) => testCasesOf(requirement, only)),
    tasks: [],
  });
}

type Planned = Plan['requirements'][number];

function planned({ id, level, title, strength, limits = {}, applies }: Requirement): Planned {
  const features = applies.filter((condition) => typeof condition === 'string');
  const facts = features.map((feature) => ({ feature, answer: !absent.includes(feature) }));
  const base = { id, title, level, strength, limits, facts };
  const missing = facts.find(({ answer }) => !answer);
  if (missing !== undefined)
    return { ...base, selection: 'not-applicable', because: `does not apply: ${missing.feature} is declared absent` };
  if (level !== 'basic')
    return { ...base, selection: 'above-level', because: `counts from level ${level}; the plan is for level basic` };
  return { ...base, selection: 'selected' };
}

function testCasesOf({ id, selection, strength, because }: Planned, only?: readonly string[]): Plan['testCases'] {
  const { testCases, pending = [] } = wanted(id);
  const inherited = { selection, ...(because === undefined ? {} : { because }) };
  const leftOut = {
    selection: 'not-tested',
    because: 'left out: the plan was limited to a part of the edition',
  } as const;
  const isLeftOut = selection === 'selected' && only?.some((group) => id.startsWith(`${group}-`)) === false;
  return [
    ...testCases.map(({ id: testCase, purpose, method, evidence }) => ({
      ...{ id: testCase, requirement: id, purpose, method, strength, evidence },
      ...(isLeftOut ? leftOut : inherited),
    })),
    ...pending.map(({ id: testCase, purpose, method, evidence }) => ({
      ...{ id: testCase, requirement: id, purpose, method, strength, evidence: [] },
      ...{ selection: 'not-tested' as const, because: `pending: needs the instrument ${evidence.join(', ')}` },
    })),
  ];
}

function wanted(id: string): Requirement {
  const requirement = sampleStandard.requirements.get(id);
  if (requirement === undefined) throw new Error(`no ${id} in the standard of the samples`);
  return requirement;
}

function named<T>(value: T): Named<T> {
  return { value, digest: digestOf(canonicalJson(value)) };
}
