import { canonicalLine } from '../../../schemas/canonical-json.ts';
import type { Features, PendingTestCase, TestCase } from '../../../schemas/types.ts';
import { conditionInWords } from '../condition-in-words.ts';
import { shiftOf } from './applicability.ts';
import { casesOf, plain, type Aspect, type Change } from './change.ts';

interface Placed {
  readonly testCase: TestCase | PendingTestCase;
  readonly active: boolean;
}

/** Test cases that came, went, or are decided otherwise. */
export const testCases =
  (features: Features['features']): Aspect =>
  ({ before, after }) => {
    const was = new Map(casesOf(before.requirement).map((each) => [each.testCase.id, each]));
    const is = new Map(casesOf(after.requirement).map((each) => [each.testCase.id, each]));
    const ids = [...new Set([...was.keys(), ...is.keys()])];
    return ids.flatMap((id): readonly Change[] => {
      const old = was.get(id);
      const now = is.get(id);
      if (old === undefined) return now === undefined ? [] : [added(now)];
      if (now === undefined)
        return [{ kind: 'test-case-removed', bearing: 'less', said: `${id} ${old.testCase.purpose}` }];
      return changed(old, now, features);
    });
  };

const added = ({ testCase, active }: Placed): Change => ({
  kind: 'test-case-added',
  bearing: active ? 'more' : 'other',
  said: `${testCase.id} ${testCase.purpose}${active ? '' : ' (waits for an instrument)'}`,
});

function changed(old: Placed, now: Placed, features: Features['features']): readonly Change[] {
  const { id } = now.testCase;
  if (!old.active && now.active)
    return [{ kind: 'test-case-added', bearing: 'more', said: `${id} can be run now: ${now.testCase.purpose}` }];
  if (old.active && !now.active)
    return [{ kind: 'test-case-removed', bearing: 'less', said: `${id} waits for an instrument again` }];
  const shift = shiftOf(old.testCase.applies ?? [], now.testCase.applies ?? [], features);
  const parts = decisive.filter((part) => canonicalLine(partOf(old, part)) !== canonicalLine(partOf(now, part)));
  return [
    ...(shift === undefined
      ? []
      : [
          {
            kind: 'test-case-changed' as const,
            bearing: ({ widened: 'more', narrowed: 'less', changed: 'other' } as const)[shift],
            said: `${id} applies ${conditionInWords(now.testCase.applies ?? [])}`,
          },
        ]),
    ...(parts.length === 0
      ? []
      : [{ kind: 'test-case-changed' as const, bearing: 'other' as const, said: `${id}: other ${parts.join(', ')}` }]),
  ];
}

/** What decides a test case; its explanation (`how`) is for people and counts as editorial. */
const decisive = ['purpose', 'method', 'evidence', 'rows', 'rowsWhere', 'strength', 'questions', 'with'] as const;

function partOf({ testCase }: Placed, part: (typeof decisive)[number]): unknown {
  const value = (testCase as Partial<Record<typeof part, unknown>>)[part] ?? null;
  return typeof value === 'string' ? plain(value) : value;
}
