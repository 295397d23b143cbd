import type { Features, Level, Requirement } from '../../../schemas/types.ts';
import { conditionInWords } from '../condition-in-words.ts';
import { changeOf, shiftOf } from './applicability.ts';
import { arrow, casesOf, plain, type Aspect, type Both } from './change.ts';
import { limits } from './limits.ts';
import { testCases } from './test-cases.ts';

/** Everything in which a requirement can differ, in the order in which a committee reads it. */
export const aspects = (features: Features['features']): readonly Aspect[] => [
  statement,
  level,
  strength,
  limits,
  applicability(features),
  testCases(features),
  maturity,
  editorial,
];

const levels: readonly Level[] = ['basic', 'substantial', 'high'];

const statement: Aspect = ({ before, after }) => {
  const [was, is] = [plain(before.requirement.statement), plain(after.requirement.statement)];
  return was === is ? [] : [{ kind: 'statement-changed', bearing: 'other', said: changedWords(was, is) }];
};

// A requirement of a higher level counts for fewer products.
const level: Aspect = ({ before, after }) => {
  const steps = levels.indexOf(after.level) - levels.indexOf(before.level);
  if (steps === 0) return [];
  const said = `level ${arrow(before.level, after.level)}`;
  return [
    steps > 0 ? { kind: 'level-raised', bearing: 'less', said } : { kind: 'level-lowered', bearing: 'more', said },
  ];
};

const strength: Aspect = ({ before, after }) => {
  const [was, is] = [before.requirement.strength, after.requirement.strength];
  if (was === is) return [];
  const said = arrow(was, is);
  return [
    is === 'mandatory'
      ? { kind: 'strength-raised', bearing: 'more', said }
      : { kind: 'strength-lowered', bearing: 'less', said },
  ];
};

const applicability =
  (features: Features['features']): Aspect =>
  ({ before, after }) => {
    const [was, is] = [before.requirement.applies, after.requirement.applies];
    const shift = shiftOf(was, is, features);
    return shift === undefined
      ? []
      : [{ ...changeOf[shift], said: arrow(conditionInWords(was), conditionInWords(is)) }];
  };

const maturity: Aspect = ({ before, after }) => {
  const [was, is] = [before, after].map(({ requirement }) => requirement.maturity ?? 'active');
  return was === is ? [] : [{ kind: 'maturity-changed', bearing: 'other', said: arrow(was ?? '', is ?? '') }];
};

/** What explains and does not decide; named only by its place. */
const editorial: Aspect = ({ before, after }) => {
  const [was, is] = [before.requirement, after.requirement];
  const places = explanations.filter(([, text]) => text(was) !== text(is)).map(([place]) => place);
  if (explained(was, is) !== explained(is, was)) places.push('explanation of test cases');
  return places.length === 0 ? [] : [{ kind: 'editorial', bearing: 'none', said: places.join(', ') }];
};

const explanations: readonly (readonly [string, (requirement: Requirement) => string])[] = [
  ['title', ({ title }) => plain(title)],
  ['rationale', ({ rationale }) => plain(rationale)],
  ['guidance', ({ guidance }) => plain(`${guidance.manufacturer} / ${guidance.examiner}`)],
  ['references', ({ references }) => JSON.stringify(references)],
  ['incidents', ({ incidents = [] }) => incidents.join()],
];

// Only of test cases that stay; others are changes of their own.
function explained(requirement: Requirement, other: Requirement): string {
  const stay = new Set(casesOf(other).map(({ testCase }) => testCase.id));
  return casesOf(requirement)
    .filter(({ testCase }) => stay.has(testCase.id))
    .map(({ testCase }) => `${testCase.id} ${plain(testCase.how ?? '')}`)
    .sort()
    .join('\n');
}

/** The words that went and came, between the ones that stayed at both ends. */
function changedWords(was: string, is: string): string {
  const [old, now] = [was.split(' '), is.split(' ')];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = (words: readonly string[]) => words.slice(start, words.length - end).join(' ');
  return arrow(`“${middle(old)}”`, `“${middle(now)}”`);
}

/** All changes of a requirement that both editions hold. */
export const changesOf = (both: Both, features: Features['features']) =>
  aspects(features).flatMap((aspect) => aspect(both));
