import { expect } from 'chai';
import { describe, it } from 'mocha';
import { declared } from '../../schemas/declared.ts';
import type { Declaration, TestCase } from '../../schemas/types.ts';
import type { Planning, Probe, Target } from './probe.ts';
import { kindsOf, parametersOf, tasksOf } from './tasks-of.ts';

const testCase = (id: string, more: Partial<TestCase> = {}): TestCase => ({
  id,
  method: 'test',
  purpose: 'a fact in the present tense',
  evidence: ['declaration', 'open-ports'],
  ...more,
});

const target = (id: string, more: Partial<Target> = {}): Target => ({
  id,
  units: ['unit-1'],
  occupies: [],
  estimatedSeconds: 1,
  limitSeconds: 2,
  ...more,
});

const probe = (targets: (planning: Planning) => readonly Target[]): Probe => ({
  version: '1',
  targets,
  observe: () => Promise.reject(new Error('planning observes nothing')),
});

const declaration = declared({} as Declaration);

describe('the tasks that test cases ask of the instruments', () => {
  const merging = [
    { name: 'the greater number', one: { attempts: 10 }, other: { attempts: 50 }, merged: { attempts: 50 } },
    { name: 'the smaller of a bound', one: { delayAtMost: 3 }, other: { delayAtMost: 2 }, merged: { delayAtMost: 2 } },
    { name: 'true before false', one: { deep: false }, other: { deep: true }, merged: { deep: true } },
    { name: 'every name', one: { attempts: 1 }, other: { corpus: 'all' }, merged: { attempts: 1, corpus: 'all' } },
  ];
  for (const { name, one, other, merged } of merging)
    it(`what several test cases ask is merged: ${name}`, () => {
      const asking = [testCase('NET-1-1', { with: one }), testCase('NET-1-2', { with: other })];
      expect(parametersOf(asking)).to.deep.equal(merged);
      expect(parametersOf(asking.toReversed())).to.deep.equal(merged);
    });

  it('different words cannot be merged', () => {
    const asking = ['all', 'short'].map((corpus) => testCase('NET-1-1', { with: { corpus } }));
    expect(() => parametersOf(asking)).to.throw('different values of "corpus"');
  });

  it('the declaration needs no instrument', () => {
    expect(kindsOf([testCase('NET-1-1', { evidence: ['declaration'] })])).to.deep.equal([]);
    expect(kindsOf([testCase('NET-1-1')])).to.deep.equal(['open-ports']);
  });

  it('a task names the test cases of its kind, or those that its target serves', () => {
    const targets = [target('unit-1/tcp'), target('unit-1/udp', { testCases: ['NET-1-2'] })];
    const testCases = [
      testCase('NET-1-1', { with: { attempts: 3 } }),
      testCase('NET-1-2'),
      testCase('NET-2-1', { evidence: ['declaration'], with: { attempts: 9 } }),
    ];
    const tasks = tasksOf({ declaration, testCases }, new Map([['open-ports', probe(() => targets)]]));
    const facts = tasks.map(({ id, testCases, with: parameters }) => ({ id, testCases, parameters }));
    expect(facts).to.deep.equal([
      { id: 'open-ports/unit-1/tcp', testCases: ['NET-1-1', 'NET-1-2'], parameters: { attempts: 3 } },
      { id: 'open-ports/unit-1/udp', testCases: ['NET-1-2'], parameters: { attempts: 3 } },
    ]);
  });

  it('two targets of one name are refused', () => {
    const probes = new Map([['open-ports' as const, probe(() => [target('unit-1'), target('unit-1')])]]);
    expect(() => tasksOf({ declaration, testCases: [testCase('NET-1-1')] }, probes)).to.throw(
      'names two targets alike',
    );
  });

  it('a kind without an instrument is our fault', () => {
    expect(() => tasksOf({ declaration, testCases: [testCase('NET-1-1')] }, new Map())).to.throw('no instrument');
  });
});
