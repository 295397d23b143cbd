import type { Loaded } from '../../schemas/load.ts';
import type { ProblemCode } from '../../schemas/problem.ts';
import type { Requirement, Specimens } from '../../schemas/types.ts';
import type { House } from './house.ts';
import { seed, type Edit } from './seeded.fixture.ts';

const id = 'NET-1';

/** A house that breaks one rule. */
export interface Breach {
  readonly name: string;
  /** The file of the rule in `checks/`. */
  readonly rule: string;
  readonly code: ProblemCode;
  /** What breaks it; `folder` holds a copy of the schemas. */
  readonly change: (house: House, folder: string) => House;
  readonly says: string;
}

const alter = (house: House, change: (requirement: Requirement) => Requirement): House => ({
  ...house,
  requirements: house.requirements.map((each): Loaded<Requirement> =>
    each.value.id === id ? { ...each, value: change(each.value) } : each,
  ),
});

const alterSpecimens = (house: House, change: (list: Specimens) => Specimens): House => ({
  ...house,
  specimens: new Map(
    [...house.specimens].map(([key, each]) => [key, key === id ? { ...each, value: change(each.value) } : each]),
  ),
});

const firstCase = (requirement: Requirement, change: object): Requirement => ({
  ...requirement,
  testCases: requirement.testCases.map((each, index) => (index === 0 ? { ...each, ...change } : each)),
});

const openPorts = 'observations/open-ports.schema.json';
const withSchema = (house: House, folder: string, edit: Edit): House => {
  seed(folder, [edit]);
  return { ...house, schemas: folder };
};

/** Breaches of the rules that look beyond the documents of the standard: at specs, specimens and schemas. */
export const breaches: readonly Breach[] = [
  {
    name: 'a defect that breaks what does not exist',
    rule: 'defects',
    code: 'DEFECT',
    change: (house) => ({ ...house, requirements: house.requirements.filter(({ value }) => value.id !== id) }),
    says: 'NET-1 does not exist',
  },
  {
    name: 'a title that the spec does not share',
    rule: 'specs',
    code: 'SPEC_TITLE',
    change: (house) => alter(house, (each) => ({ ...each, title: 'Another title' })),
    says: 'describe says',
  },
  {
    name: 'a purpose that the spec does not share',
    rule: 'specs',
    code: 'SPEC_TITLE',
    change: (house) => alter(house, (each) => firstCase(each, { purpose: 'another purpose' })),
    says: 'the spec says',
  },
  {
    name: 'a test case without a spec',
    rule: 'specs',
    code: 'SPEC_MISSING',
    change: (house) =>
      alter(house, (each) => ({
        ...each,
        testCases: each.testCases.flatMap((own, index) => (index === 0 ? [own, { ...own, id: 'NET-1-77' }] : [own])),
      })),
    says: 'no spec judges NET-1-77',
  },
  {
    name: 'a spec without a requirement',
    rule: 'specs',
    code: 'SPEC_ORPHAN',
    change: (house) => ({ ...house, requirements: house.requirements.filter(({ value }) => value.id !== id) }),
    says: 'no requirement NET-1',
  },
  {
    name: 'a requirement without specimens',
    rule: 'specimens',
    code: 'SPECIMEN',
    change: (house) => ({ ...house, specimens: new Map([...house.specimens].filter(([key]) => key !== id)) }),
    says: 'has no specimens',
  },
  {
    name: 'a test case that no specimen fails',
    rule: 'specimens',
    code: 'SPECIMEN',
    change: (house) =>
      alterSpecimens(house, (list) => list.filter(({ expect: expected }) => expected['NET-1-1'] !== 'fail')),
    says: 'no specimen of NET-1-1 expects fail',
  },
  {
    name: 'a specimen that gets another verdict',
    rule: 'specimens',
    code: 'SPECIMEN',
    change: (house) =>
      alterSpecimens(house, (list) =>
        list.map((each) => ({ ...each, expect: { ...each.expect, 'NET-1-1': 'inconclusive' } })),
      ),
    says: 'expected inconclusive',
  },
  {
    name: 'a finding that nothing says',
    rule: 'specimens',
    code: 'SPECIMEN',
    change: (house) =>
      alterSpecimens(house, (list) => list.map((each) => ({ ...each, finding: 'the moon is made of cheese' }))),
    says: 'no finding says',
  },
  {
    name: 'an unknown feature',
    rule: 'ids',
    code: 'UNKNOWN_FEATURE',
    change: (house) => alter(house, (each) => ({ ...each, applies: ['ip-netwrok'] })),
    says: '"ip-netwrok" is not in',
  },
  {
    name: 'a test case of another requirement',
    rule: 'ids',
    code: 'MISPLACED',
    change: (house) => alter(house, (each) => firstCase(each, { id: 'NET-2-1' })),
    says: 'is not a test case of',
  },
  {
    name: 'a limit that is not set',
    rule: 'limits-said',
    code: 'LIMIT',
    change: (house) => alter(house, (each) => ({ ...each, statement: 'It SHALL {moons}.' })),
    says: '{moons}',
  },
  {
    name: 'a statement that obliges nobody',
    rule: 'prose',
    code: 'OBLIGATION',
    change: (house) => alter(house, (each) => ({ ...each, statement: 'It would be nice.' })),
    says: 'SHALL or MUST',
  },
  {
    name: 'a purpose that wishes',
    rule: 'prose',
    code: 'PURPOSE',
    change: (house) => alter(house, (each) => firstCase(each, { purpose: 'every port should be declared' })),
    says: 'present tense',
  },
  {
    name: 'an edition that leaves out what does not exist',
    rule: 'adjustments',
    code: 'ADJUSTMENT',
    change: (house) => ({
      ...house,
      editions: house.editions.map((each) => ({ ...each, value: { ...each.value, except: ['NET-77'] } })),
    }),
    says: 'NET-77 does not exist',
  },
  {
    name: 'a number that says nothing of its direction',
    rule: 'limits',
    code: 'HOUSE',
    change: (house) => alter(house, (each) => ({ ...each, limits: { ports: 3 } })),
    says: 'whether a lower or a higher ports is stricter',
  },
  {
    name: 'a direction of no number',
    rule: 'limits',
    code: 'HOUSE',
    change: (house) => alter(house, (each) => ({ ...each, stricter: { ports: 'lower' } })),
    says: 'ports is no limit of NET-1',
  },
  {
    name: 'types that the schemas do not say',
    rule: 'types',
    code: 'TYPES',
    change: (house, folder) =>
      withSchema(house, folder, { file: 'types.ts', from: 'export interface Bench ', to: 'export interface Bank ' }),
    says: 'the types differ from the schemas',
  },
  {
    name: 'an observation that is no table',
    rule: 'observations',
    code: 'TABLE',
    change: (house, folder) =>
      withSchema(house, folder, {
        file: openPorts,
        from: '"complete": {',
        to: '"total": { "type": "integer" }, "complete": {',
      }),
    says: 'total is neither a table of rows with ids nor a truth value',
  },
  {
    name: 'a table whose rows bear no id',
    rule: 'observations',
    code: 'TABLE',
    change: (house, folder) =>
      withSchema(house, folder, { file: openPorts, from: '"required": ["id", ', to: '"required": [' }),
    says: 'is neither a table of rows with ids',
  },
];
