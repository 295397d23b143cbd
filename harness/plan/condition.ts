import type { Condition, Requirement } from '../../schemas/types.ts';

/** Answers to the features of the vocabulary; a feature that is not in it is unanswered. */
export type Answers = ReadonlyMap<string, boolean>;

/** Kleene's strong logic: undefined is "not known yet". */
export type Truth = boolean | undefined;

type Applies = Requirement['applies'];

/** A declared answer that decided. */
export interface Fact {
  readonly feature: string;
  readonly answer: boolean;
}

/** The conditions of a list hold together; an empty list holds. */
export function holds(applies: Applies, answers: Answers): Truth {
  return all(applies.map((condition) => truth(condition, answers)));
}

function truth(condition: Condition, answers: Answers): Truth {
  if (typeof condition === 'string') return answers.get(condition);
  if ('not' in condition) return not(truth(condition.not, answers));
  if ('all' in condition) return all(condition.all.map((part) => truth(part, answers)));
  return not(all(condition.any.map((part) => not(truth(part, answers)))));
}

const not = (value: Truth): Truth => (value === undefined ? undefined : !value);

function all(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

/** Every feature that the conditions name, in reading order. */
export function featuresIn(applies: Applies): readonly string[] {
  return [...new Set(applies.flatMap(names))];
}

function names(condition: Condition): readonly string[] {
  if (typeof condition === 'string') return [condition];
  if ('not' in condition) return names(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(names);
}

/** The fewest answers from which the outcome follows, whatever the other answers are. */
export function decidingFacts(applies: Applies, answers: Answers): readonly Fact[] {
  const outcome = holds(applies, answers);
  const known = featuresIn(applies).filter((feature) => answers.has(feature));
  const enough = smallestSubset(known, (subset) => holds(applies, only(answers, subset)) === outcome);
  return (enough ?? known).map((feature) => ({ feature, answer: answers.get(feature) === true }));
}

/** The fewest answers that, changed, turn the outcome round; undefined where no answers would. */
export function smallestChange(applies: Applies, answers: Answers): readonly Fact[] | undefined {
  const outcome = holds(applies, answers);
  const changed = (subset: readonly string[]) => {
    const other = new Map(answers);
    for (const feature of subset) other.set(feature, answers.get(feature) !== true);
    return other;
  };
  const turned = (subset: readonly string[]) => holds(applies, changed(subset)) === !(outcome ?? false);
  const subset = smallestSubset(featuresIn(applies), turned);
  return subset?.map((feature) => ({ feature, answer: answers.get(feature) !== true }));
}

const only = (answers: Answers, features: readonly string[]): Answers =>
  new Map([...answers].filter(([feature]) => features.includes(feature)));

type Fits = (subset: readonly string[]) => boolean;

/** Tries every subset, small ones first. Conditions name few features; the bound keeps a hostile one from lasting. */
function smallestSubset(items: readonly string[], fits: Fits): readonly string[] | undefined {
  let tries = 100_000;
  for (let size = 0; size <= items.length; size++) {
    for (const subset of subsets(items, size)) {
      if (fits(subset)) return subset;
      if (--tries === 0) return undefined;
    }
  }
  return undefined;
}

function* subsets(items: readonly string[], size: number, from = 0): Generator<readonly string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= items.length - size; first++) {
    for (const rest of subsets(items, size - 1, first + 1)) yield [items[first] ?? '', ...rest];
  }
}
