import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Standard } from '../../../schemas/read-standard.ts';
import type { Features, Level, Limits, Requirement } from '../../../schemas/types.ts';
import { statementDigest } from '../../../schemas/statement-digest.ts';
import { compare } from './diff.ts';
import { inMarkdown, told } from './tell.ts';

const features: Features['features'] = [
  { id: 'camera', question: 'A camera?', help: 'Any.', implies: ['sensor'] },
  { id: 'microphone', question: 'A microphone?', help: 'Any.', implies: ['sensor'] },
  { id: 'sensor', question: 'A sensor?', help: 'Any.' },
  { id: 'screen', question: 'A screen?', help: 'Any.', excludes: ['speaker'] },
  { id: 'speaker', question: 'A speaker?', help: 'Any.' },
];

const base: Requirement = {
  id: 'AV-90',
  title: 'The toy shows when it listens',
  level: 'substantial',
  strength: 'mandatory',
  applies: ['microphone'],
  statement: 'The toy SHALL show within {seconds} s that it listens.',
  rationale: 'A family must notice.',
  guidance: { manufacturer: 'Use a lamp.', examiner: 'Look.' },
  limits: { seconds: 2, lux: 10, minimum: '1.2', word: 'red' },
  stricter: { seconds: 'lower', lux: 'higher', minimum: 'higher' },
  references: { gdpr: ['13'] },
  testCases: [
    { id: 'AV-90-1', method: 'examine', purpose: 'a lamp is on', evidence: ['declaration'], how: 'Look at it.' },
  ],
  pending: [{ id: 'AV-90-2', method: 'test', purpose: 'the lamp is quick', evidence: ['outage'], how: 'Measure.' }],
};

interface Selected {
  readonly level?: Level;
  readonly limits?: Limits;
}

const standardOf = (edition: string, requirements: readonly Requirement[], selected: Selected = {}): Standard => ({
  edition: { edition, title: 'Toys', status: 'draft', levels: ['basic', 'substantial', 'high'], requirements: 'all' },
  selected: requirements.map(({ id, level }) => ({ id, level, ...selected })),
  digest: 'sha256:00',
  requirements: new Map(requirements.map((each) => [each.id, each])),
  features,
  folder: '',
});

const changed = (change: Partial<Requirement>, selected: Selected = {}) =>
  compare(standardOf('1.0', [base]), standardOf('1.1', [{ ...base, ...change }], selected));

const [testCase] = base.testCases as [Requirement['testCases'][number]];

const classifications: readonly (readonly [string, Partial<Requirement>, Selected, readonly string[], string])[] = [
  ['nothing', {}, {}, [], 'none'],
  ['a line break in the statement', { statement: base.statement.replace('within', 'within\n ') }, {}, [], 'none'],
  [
    'one word of the statement',
    { statement: base.statement.replace('show', 'say') },
    {},
    ['statement-changed'],
    'other',
  ],
  ['a lower level', { level: 'basic' }, {}, ['level-lowered'], 'more'],
  ['a higher level that the edition sets', {}, { level: 'high' }, ['level-raised'], 'less'],
  ['a recommendation', { strength: 'recommended' }, {}, ['strength-lowered'], 'less'],
  ['a smaller number where smaller is stricter', {}, { limits: { seconds: 1 } }, ['limit-tightened'], 'more'],
  ['a greater number where smaller is stricter', {}, { limits: { seconds: 3 } }, ['limit-relaxed'], 'less'],
  ['a greater number where greater is stricter', {}, { limits: { lux: 20 } }, ['limit-tightened'], 'more'],
  ['a smaller number where greater is stricter', {}, { limits: { lux: 5 } }, ['limit-relaxed'], 'less'],
  ['a later version, number by number', {}, { limits: { minimum: '1.10' } }, ['limit-tightened'], 'more'],
  ['another word', {}, { limits: { word: 'blue' } }, ['limit-changed'], 'other'],
  ['one limit up and one down', {}, { limits: { seconds: 1, lux: 5 } }, ['limit-relaxed', 'limit-tightened'], 'other'],
  ['a new limit', {}, { limits: { metres: 3 } }, ['limit-added'], 'other'],
  ['a limit less', { limits: { seconds: 2, lux: 10, minimum: '1.2' } }, {}, ['limit-removed'], 'other'],
  ['no condition any more', { applies: [] }, {}, ['applicability-widened'], 'more'],
  ['a second condition', { applies: ['microphone', 'screen'] }, {}, ['applicability-narrowed'], 'less'],
  ['an alternative', { applies: [{ any: ['microphone', 'camera'] }] }, {}, ['applicability-widened'], 'more'],
  ['another feature', { applies: ['screen'] }, {}, ['applicability-changed'], 'other'],
  ['a feature that the first one implies', { applies: ['microphone', 'sensor'] }, {}, [], 'none'],
  [
    'a condition that the vocabulary makes impossible beside the first',
    { applies: [{ any: ['microphone', { all: ['screen', 'speaker'] }] }] },
    {},
    [],
    'none',
  ],
  ['the same condition otherwise written', { applies: [{ not: { not: 'microphone' } }] }, {}, [], 'none'],
  ['a test case more', { testCases: [testCase, { ...testCase, id: 'AV-90-3' }] }, {}, ['test-case-added'], 'more'],
  ['a test case less', { testCases: [] }, {}, ['test-case-removed'], 'less'],
  [
    'a test case that can be run now',
    { testCases: [testCase, { ...testCase, id: 'AV-90-2', how: 'Measure.' }], pending: [] },
    {},
    ['test-case-added'],
    'more',
  ],
  [
    'a test case that waits again',
    { testCases: [], pending: [{ ...testCase, how: 'Look at it.', evidence: ['outage'] }, ...(base.pending ?? [])] },
    {},
    ['test-case-removed'],
    'less',
  ],
  ['another method', { testCases: [{ ...testCase, method: 'test' }] }, {}, ['test-case-changed'], 'other'],
  [
    'a test case for fewer toys',
    { testCases: [{ ...testCase, applies: ['screen'] }] },
    {},
    ['test-case-changed'],
    'less',
  ],
  ['another rationale', { rationale: 'A child must notice.' }, {}, ['editorial'], 'none'],
  [
    'another explanation of a test case',
    { testCases: [{ ...testCase, how: 'Look twice.' }] },
    {},
    ['editorial'],
    'none',
  ],
  ['a proposal', { maturity: 'proposed' }, {}, ['maturity-changed'], 'other'],
];

describe('comparing editions', () => {
  for (const [what, change, selected, kinds, bearing] of classifications)
    it(`${what} is ${kinds.join(' and ') || 'no change'}`, () => {
      const { differences, unchanged } = changed(change, selected);
      expect(differences.flatMap((each) => each.changes.map(({ kind }) => kind))).to.deep.equal(kinds);
      expect(differences[0]?.bearing ?? 'none').to.equal(bearing);
      expect(unchanged).to.equal(kinds.length === 0 ? 1 : 0);
    });

  it('a requirement that is new is added', () => {
    const { differences } = compare(standardOf('1.0', []), standardOf('1.1', [base]));
    expect(differences[0]?.changes).to.deep.equal([{ kind: 'added', bearing: 'more', said: 'substantial, mandatory' }]);
  });

  it('a proposed one asks nothing of a product yet', () => {
    const { differences } = compare(standardOf('1.0', []), standardOf('1.1', [{ ...base, maturity: 'proposed' }]));
    expect(differences[0]?.bearing).to.equal('other');
  });

  it('a requirement that another takes the place of is superseded', () => {
    const successor = { ...base, id: 'AV-91', supersedes: 'AV-90' };
    const { differences } = compare(standardOf('1.0', [base]), standardOf('1.1', [successor]));
    expect(differences.map(({ id, changes }) => [id, changes[0]?.kind])).to.deep.equal([
      ['AV-90', 'superseded'],
      ['AV-91', 'added'],
    ]);
    expect(differences[0]?.changes[0]?.said).to.contain('AV-91');
  });

  it('a requirement that was given up says why', () => {
    const given: Requirement = { ...base, maturity: 'withdrawn', withdrawn: { because: 'Lamps are gone.' } };
    const living = [{ requirement: given, level: given.level, limits: {} }];
    const { differences } = compare(standardOf('1.0', [base]), standardOf('1.1', []), living);
    expect(differences[0]?.changes).to.deep.equal([{ kind: 'withdrawn', bearing: 'less', said: 'Lamps are gone.' }]);
  });

  it('conditions over more features than a table can hold are named without a direction', () => {
    const many = Array.from({ length: 20 }, (_, at) => `feature-${at}`);
    const { differences } = changed({ applies: [{ any: many }] });
    expect(differences[0]?.changes[0]?.kind).to.equal('applicability-changed');
  });

  it('marks a changed statement whose test cases nobody read again', () => {
    const reviews = [{ on: '2026-01-02', by: 'A. Reader', statement: statementDigest(base), because: 'read' }];
    const { differences } = changed({ reviews, statement: 'The toy SHALL whistle.' });
    expect(differences[0]?.review).to.equal('suspect');
    expect(told(changed({ reviews, statement: 'The toy SHALL whistle.' }))).to.contain('(suspect)');
  });

  it('prints a table whose cells no text can break', () => {
    const markdown = inMarkdown(changed({ statement: 'The toy SHALL <b>show|hide</b> it.' }));
    expect(markdown).to.contain('&lt;b>show\\|hide');
    expect(markdown.split('\n').filter((line) => line.startsWith('|'))).to.have.length(3);
  });
});
