import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Loaded } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import { readStandard, type Standard } from '../../schemas/read-standard.ts';
import type { Declaration, Requirement } from '../../schemas/types.ts';
import { plan, type PlanInput } from './plan.ts';
import { why } from './why.ts';

const standard = readStandard('1.0');
const allFalse = Object.fromEntries(standard.features.map(({ id }) => [id, false]));

function declaration(change: Partial<Declaration> = {}): Loaded<Declaration> {
  const value = { level: 'substantial', edition: '1.0', features: allFalse, ixit: {}, ...change } as Declaration;
  return {
    value,
    file: 'declaration.yaml',
    digest: `sha256:${'0'.repeat(64)}`,
    where: (path) => `declaration.yaml:${path.join('.')}`,
  };
}

const planFor = (change: Partial<Declaration> = {}, input: Partial<PlanInput> = {}) =>
  plan({
    standard,
    suites: { version: '1', digest: `sha256:${'1'.repeat(64)}` },
    declaration: declaration(change),
    ...input,
  });

function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

const afterWhat = (id: string, what: string) => `the journey ${id} is to come after ${what}`;

const networked = { ...allFalse, 'ip-network': true, 'network-service': true };

describe('a plan', () => {
  it('says of every requirement and test case of the edition whether it is selected, and why not', () => {
    const { requirements, testCases } = planFor({ features: networked }).plan;
    expect(requirements.map(({ id }) => id)).to.deep.equal([...standard.requirements.keys()]);
    const unsaid = [...requirements, ...testCases].filter(
      ({ selection, because }) => selection !== 'selected' && !because,
    );
    expect(unsaid).to.deep.equal([]);
  });

  it('names the declared features by which a requirement does not apply', () => {
    const planned = planFor().plan.requirements.find(({ id }) => id === 'NET-1');
    expect(planned).to.deep.include({ selection: 'not-applicable', facts: [{ feature: 'ip-network', answer: false }] });
    expect(planned?.because).to.include('ip-network is declared absent');
  });

  it('leaves out what counts from a higher level', () => {
    const at = (level: 'basic' | 'substantial') =>
      planFor({ features: networked }, { level }).plan.requirements.find(({ id }) => id === 'NET-5')?.selection;
    expect([at('basic'), at('substantial')]).to.deep.equal(['above-level', 'selected']);
  });

  it('keeps what was left out with --only visible', () => {
    const { plan: planned, testCases } = planFor({ features: networked }, { only: ['NET-1', 'COMM-1-1'] });
    const groups = new Set(testCases.map(({ id }) => id.replace(/-\d+$/, '')));
    expect([...groups]).to.deep.equal(['COMM-1', 'NET-1']);
    expect(testCases.filter(({ id }) => id.startsWith('COMM')).map(({ id }) => id)).to.deep.equal(['COMM-1-1']);
    expect(planned.testCases.find(({ id }) => id === 'NET-2-1')).to.deep.include({ selection: 'not-tested' });
  });

  it('lists what has no instrument yet as not tested', () => {
    const features = { ...networked, 'cloud-service': true };
    expect(planFor({ features }).plan.testCases.find(({ id }) => id === 'AUTH-6-2')?.because).to.include('toy-traffic');
  });

  it('puts the limits of the edition into what the instruments are asked', () => {
    const testCase = planFor({ features: networked }).testCases.find(({ id }) => id === 'AUTH-4-1');
    expect(testCase?.with?.['attempts']).to.equal(10);
  });

  it('stops with the question of every feature that is not answered', () => {
    const open = ['ip-network', 'camera'];
    const features = Object.fromEntries(Object.entries(allFalse).filter(([name]) => !open.includes(name)));
    const problems = problemsOf(() => planFor({ features }));
    expect(problems.map(({ code }) => code)).to.deep.equal(['UNANSWERED_FEATURE', 'UNANSWERED_FEATURE']);
    expect(problems.every(({ problem }) => problem.includes('?'))).to.equal(true);
  });

  it('refuses a feature that the vocabulary does not have, and names the nearest', () => {
    const [problem] = problemsOf(() => planFor({ features: { ...allFalse, camrea: true } }));
    expect(problem).to.include({ code: 'UNKNOWN_FEATURE', hint: 'Is "camera" meant?' });
  });

  it('refuses a table whose feature is declared absent, with its place', () => {
    const ixit = {
      sensors: [{ id: 'eye', kind: 'camera' as const, description: 'an eye' }],
      services: [{ id: 'page' }],
    };
    const problems = problemsOf(() => planFor({ ixit: ixit as unknown as Declaration['ixit'] }));
    expect(problems.map(({ code, where }) => [code, where])).to.deep.include([
      'CONTRADICTION',
      'declaration.yaml:ixit.services',
    ]);
  });

  const contradictions: readonly (readonly [string, Readonly<Record<string, boolean>>, object, string])[] = [
    ['a feature without the one that it implies', { wifi: true }, {}, 'declaration.yaml:features.ip-network'],
    ['a feature whose table has no row', { camera: true }, {}, 'declaration.yaml:ixit.sensors'],
    [
      'a feature whose table has only rows of another kind',
      { camera: true },
      { sensors: [{ id: 'ear', kind: 'microphone', description: 'an ear' }] },
      'declaration.yaml:ixit.sensors',
    ],
  ];
  for (const [what, present, ixit, where] of contradictions)
    it(`refuses ${what}, with its place`, () => {
      const change = { features: { ...allFalse, ...present }, ixit } as Partial<Declaration>;
      expect(problemsOf(() => planFor(change)).map((each) => [each.code, each.where])).to.deep.equal([
        ['CONTRADICTION', where],
      ]);
    });

  it('refuses two features that exclude each other', () => {
    const features = standard.features.map((each) => (each.id === 'wifi' ? { ...each, excludes: ['camera'] } : each));
    const declared = {
      features: { ...allFalse, 'ip-network': true, wifi: true, camera: true },
      ixit: { sensors: [{ id: 'eye', kind: 'camera', description: 'an eye' }] },
    } as unknown as Partial<Declaration>;
    const problems = problemsOf(() => planFor(declared, { standard: { ...standard, features } }));
    expect(problems.map(({ problem }) => problem)).to.deep.equal(['wifi and camera are both declared present']);
  });

  it('refuses a journey that is to come after one below it, itself, or one of another part, each with its place', () => {
    const journey = (id: string, after: readonly string[], part = 'pages') => ({ id, part, kind: 'other', after });
    const journeys = [journey('a', []), journey('b', ['a', 'c']), journey('c', ['c']), journey('d', ['a'], 'shop')];
    const features = { ...allFalse, 'ip-network': true, 'web-portal': true };
    const declared = { features, product: { parts: [] }, ixit: { journeys } } as unknown as Partial<Declaration>;
    const found = problemsOf(() => planFor(declared)).filter(({ where }) => where.includes('.after.'));
    expect(found.map(({ code, where, problem }) => [code, where, problem])).to.deep.equal([
      ['CONTRADICTION', 'declaration.yaml:ixit.journeys.1.after.1', afterWhat('b', 'c, which does not stand above it')],
      ['CONTRADICTION', 'declaration.yaml:ixit.journeys.2.after.0', afterWhat('c', 'c, which does not stand above it')],
      [
        'CONTRADICTION',
        'declaration.yaml:ixit.journeys.3.after.0',
        afterWhat('d', 'a, which is about pages, not shop'),
      ],
    ]);
  });

  it('refuses a journey without pages, and one that begins with itself or elsewhere, each with its place', () => {
    const parts = [
      { id: 'pages', kind: 'web-app', version: '1', url: 'https://pages.example/' },
      { id: 'shop', kind: 'web-app', version: '1', url: 'https://shop.example/' },
      { id: 'app', kind: 'android-app', version: '1', url: 'https://apps.example/' },
      { id: 'bare', kind: 'web-app', version: '1' },
    ] as const;
    const journey = (id: string, part: string, begins?: string) => ({ id, part, kind: 'other', begins });
    const journeys = [
      ...[journey('a', 'pages', 'b'), journey('b', 'pages', 'a'), journey('c', 'shop', 'd'), journey('d', 'pages')],
      ...[journey('e', 'app'), journey('f', 'bare'), journey('g', 'bare'), journey('h', 'pages', 'd')],
    ];
    const declared = { product: { parts }, ixit: { journeys } } as unknown as Partial<Declaration>;
    const found = problemsOf(() => planFor(declared));
    const told = found.filter(({ where }) => where.includes('journeys.')).map(({ where, problem }) => [where, problem]);
    const at = (index: number, field: string) => `declaration.yaml:ixit.journeys.${index}.${field}`;
    expect(told).to.deep.equal([
      [at(4, 'part'), 'the journey e goes through app, which is no web-app with an address'],
      [at(5, 'part'), 'the journey f goes through bare, which is no web-app with an address'],
      [at(0, 'begins'), 'the journey a begins with b, which in the end begins with itself'],
      [at(1, 'begins'), 'the journey b begins with a, which in the end begins with itself'],
      [at(2, 'begins'), 'the journey c begins with d, which leads to d about pages, not shop'],
    ]);
  });

  it('refuses to waive a mandatory requirement, and knows which exist', () => {
    const claims = [
      { requirement: 'NET-1', because: 'we would rather not' },
      { requirement: 'NET-99', because: 'who knows' },
    ];
    expect(problemsOf(() => planFor({ claims })).map(({ code }) => code)).to.deep.equal([
      'CONTRADICTION',
      'UNKNOWN_NAME',
    ]);
  });

  it('refuses to be limited to what does not exist', () => {
    expect(problemsOf(() => planFor({}, { only: ['NTE'] }))[0]).to.include({
      code: 'UNKNOWN_NAME',
      where: '--only NTE',
    });
  });

  it('refuses a standard that names an unknown feature', () => {
    const broken = { ...(standard.requirements.get('NET-1') as Requirement), applies: ['ip-netwrok'] };
    const changed: Standard = { ...standard, requirements: new Map([...standard.requirements, ['NET-1', broken]]) };
    expect(problemsOf(() => planFor({}, { standard: changed }))[0]).to.include({
      code: 'UNKNOWN_FEATURE',
      where: 'NET-1',
    });
  });

  it('is a pure function: the same input gives the same plan', () => {
    expect(planFor({ features: networked })).to.deep.equal(planFor({ features: networked }));
  });
});

describe('why a requirement is selected', () => {
  const explain = (id: string, features: Record<string, boolean>) => {
    const planned = planFor({ features }).plan.requirements.find((each) => each.id === id);
    return why(standard.requirements.get(id)!, planned!, new Map(Object.entries(features)));
  };

  it('names the fact that decides and the smallest change that turns it round', () => {
    expect(explain('NET-3', networked)).to.deep.include({
      selection: 'selected',
      facts: [{ feature: 'ip-network', answer: true }],
      change: [{ feature: 'ip-network', answer: false }],
    });
  });

  it('names every fact where all were needed', () => {
    const { facts, change, condition } = explain('AUTH-4', allFalse);
    expect(facts.length).to.equal(3);
    expect(change?.length).to.equal(1);
    expect(condition).to.include(' or ');
  });

  it('names the level where a higher one would select it', () => {
    expect(explain('FW-6', allFalse)).to.deep.include({ selection: 'above-level', countsFrom: 'high' });
    expect(explain('NET-3', networked).countsFrom).to.equal(undefined);
  });

  it('says where nothing would change it', () => {
    expect(explain('VULN-1', allFalse)).to.deep.include({ condition: 'always', change: undefined });
  });
});
