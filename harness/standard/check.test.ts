import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Loaded } from '../../schemas/load.ts';
import type { Requirement, Specimens } from '../../schemas/types.ts';
import { loadSuites } from '../judge/load-suites.ts';
import { checkHouse } from './check.ts';
import { check as adjustments } from './checks/adjustments.ts';
import { check as defects } from './checks/defects.ts';
import { check as ids } from './checks/ids.ts';
import { check as limits } from './checks/limits.ts';
import { check as limitsSaid } from './checks/limits-said.ts';
import { check as prose } from './checks/prose.ts';
import { check as specimens } from './checks/specimens.ts';
import { check as specs } from './checks/specs.ts';
import { readHouse, type Check, type House } from './house.ts';

const id = 'NET-1';

interface Breach {
  readonly name: string;
  readonly check: Check;
  readonly change: (house: House) => House;
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

const breaches: readonly Breach[] = [
  {
    name: 'a defect that breaks what does not exist',
    check: defects,
    change: (house) => ({ ...house, requirements: house.requirements.filter(({ value }) => value.id !== id) }),
    says: 'NET-1 does not exist',
  },
  {
    name: 'a title that the spec does not share',
    check: specs,
    change: (house) => alter(house, (each) => ({ ...each, title: 'Another title' })),
    says: 'describe says',
  },
  {
    name: 'a purpose that the spec does not share',
    check: specs,
    change: (house) => alter(house, (each) => firstCase(each, { purpose: 'another purpose' })),
    says: 'the spec says',
  },
  {
    name: 'a test case without a spec',
    check: specs,
    change: (house) =>
      alter(house, (each) => ({ ...each, testCases: [...each.testCases, { ...each.testCases[0]!, id: 'NET-1-77' }] })),
    says: 'no spec judges NET-1-77',
  },
  {
    name: 'a spec without a requirement',
    check: specs,
    change: (house) => ({ ...house, requirements: house.requirements.filter(({ value }) => value.id !== id) }),
    says: 'no requirement NET-1',
  },
  {
    name: 'a requirement without specimens',
    check: specimens,
    change: (house) => ({ ...house, specimens: new Map([...house.specimens].filter(([key]) => key !== id)) }),
    says: 'has no specimens',
  },
  {
    name: 'a test case that no specimen fails',
    check: specimens,
    change: (house) =>
      alterSpecimens(house, (list) => list.filter(({ expect: expected }) => expected['NET-1-1'] !== 'fail')),
    says: 'no specimen of NET-1-1 expects fail',
  },
  {
    name: 'a specimen that gets another verdict',
    check: specimens,
    change: (house) =>
      alterSpecimens(house, (list) =>
        list.map((each) => ({ ...each, expect: { ...each.expect, 'NET-1-1': 'inconclusive' } })),
      ),
    says: 'expected inconclusive',
  },
  {
    name: 'a finding that nothing says',
    check: specimens,
    change: (house) =>
      alterSpecimens(house, (list) => list.map((each) => ({ ...each, finding: 'the moon is made of cheese' }))),
    says: 'no finding says',
  },
  {
    name: 'an unknown feature',
    check: ids,
    change: (house) => alter(house, (each) => ({ ...each, applies: ['ip-netwrok'] })),
    says: '"ip-netwrok" is not in',
  },
  {
    name: 'a test case of another requirement',
    check: ids,
    change: (house) => alter(house, (each) => firstCase(each, { id: 'NET-2-1' })),
    says: 'is not a test case of',
  },
  {
    name: 'a limit that is not set',
    check: limitsSaid,
    change: (house) => alter(house, (each) => ({ ...each, statement: 'It SHALL {moons}.' })),
    says: '{moons}',
  },
  {
    name: 'a statement that obliges nobody',
    check: prose,
    change: (house) => alter(house, (each) => ({ ...each, statement: 'It would be nice.' })),
    says: 'SHALL or MUST',
  },
  {
    name: 'a purpose that wishes',
    check: prose,
    change: (house) => alter(house, (each) => firstCase(each, { purpose: 'every port should be declared' })),
    says: 'present tense',
  },
  {
    name: 'an edition that leaves out what does not exist',
    check: adjustments,
    change: (house) => ({
      ...house,
      editions: house.editions.map((each) => ({ ...each, value: { ...each.value, except: ['NET-77'] } })),
    }),
    says: 'NET-77 does not exist',
  },
  {
    name: 'a number that says nothing of its direction',
    check: limits,
    change: (house) => alter(house, (each) => ({ ...each, limits: { ports: 3 } })),
    says: 'whether a lower or a higher ports is stricter',
  },
  {
    name: 'a direction of no number',
    check: limits,
    change: (house) => alter(house, (each) => ({ ...each, stricter: { ports: 'lower' } })),
    says: 'ports is no limit of NET-1',
  },
];

describe('the check of the house', () => {
  let house: House;
  before(async () => {
    house = readHouse(await loadSuites()).house;
  });

  it('finds nothing to say of this standard', async function () {
    this.timeout(120_000);
    expect((await checkHouse()).problems).to.deep.equal([]);
  });

  for (const { name, check, change, says } of breaches)
    it(`names ${name}`, async () => {
      const problems = await check(change(house));
      expect(problems.map(({ problem }) => problem).join('\n')).to.include(says);
    });
});
