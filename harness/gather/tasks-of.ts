import type { Declared, EvidenceKind, Limits, Task, TestCase } from '../../schemas/types.ts';
import type { Probes } from './load-probes.ts';
import type { Parameters, Probe, Target } from './probe.ts';

/** A test case that will be judged, with the limits of its requirement as the edition sets them. */
export interface SelectedTestCase {
  readonly testCase: TestCase;
  readonly limits: Limits;
}

/** What is asked for, and of which product. */
export interface Asking {
  readonly declaration: Declared;
  readonly selected: readonly SelectedTestCase[];
}

type Value = Parameters[string];

/** The kinds of evidence that the selected test cases need of instruments. */
export function kindsOf(selected: readonly SelectedTestCase[]): readonly EvidenceKind[] {
  const kinds = new Set(selected.flatMap(({ testCase }) => testCase.evidence));
  kinds.delete('declaration');
  return [...kinds].sort();
}

/** What the instruments have to do, ordered by kind and then as each instrument names its targets. */
export function tasksOf({ declaration, selected }: Asking, probes: Probes): readonly Task[] {
  return kindsOf(selected).flatMap((kind) => {
    const probe = probes.get(kind);
    if (probe === undefined) throw new Error(`no instrument for ${kind} was loaded`);
    const asking = selected.filter(({ testCase }) => testCase.evidence.includes(kind));
    return tasksOfProbe({ kind, probe, declaration, asking });
  });
}

interface OneKind {
  readonly kind: EvidenceKind;
  readonly probe: Probe;
  readonly declaration: Declared;
  readonly asking: readonly SelectedTestCase[];
}

function tasksOfProbe({ kind, probe, declaration, asking }: OneKind): readonly Task[] {
  const parameters = parametersOf(asking);
  const testCases = asking.map(({ testCase }) => testCase);
  const targets = probe.targets({ declaration, testCases, parameters });
  const ids = new Set(targets.map(({ id }) => id));
  if (ids.size !== targets.length) throw new Error(`the instrument ${kind} names two targets alike`);
  const everyone = testCases.map(({ id }) => id);
  return targets.map((target) => taskOf(kind, target, { parameters, everyone }));
}

function taskOf(
  kind: EvidenceKind,
  target: Target,
  { parameters, everyone }: { readonly parameters: Parameters; readonly everyone: readonly string[] },
): Task {
  return {
    id: `${kind}/${target.id}`,
    kind,
    target: target.id,
    units: [...target.units],
    occupies: [...target.occupies],
    estimatedSeconds: target.estimatedSeconds,
    limitSeconds: target.limitSeconds,
    testCases: [...(target.testCases ?? everyone)],
    ...(Object.keys(parameters).length === 0 ? {} : { with: { ...parameters } }),
  };
}

/**
 * What several test cases ask of one instrument (`with:`), made one: of two numbers the greater, because who tries more or
 * waits longer also answers the smaller question (the smaller where the name ends in `AtMost`); of two booleans, true.
 * `{name}` stands for a limit of the requirement.
 * @throws Error where two test cases ask for different words, or name a limit that the requirement does not have
 */
export function parametersOf(asking: readonly SelectedTestCase[]): Parameters {
  const merged = new Map<string, Value>();
  for (const { testCase, limits } of asking)
    for (const [name, value] of Object.entries(testCase.with ?? {})) {
      const wanted = limitPutIn(value, limits, testCase.id);
      const before = merged.get(name);
      merged.set(name, before === undefined ? wanted : stricter(name, before, wanted));
    }
  return Object.fromEntries(merged);
}

function limitPutIn(value: Value, limits: Limits, testCase: string): Value {
  const name = typeof value === 'string' ? /^\{([a-z][A-Za-z]*)\}$/.exec(value)?.[1] : undefined;
  if (name === undefined) return value;
  const limit = limits[name];
  if (limit === undefined)
    throw new Error(`${testCase} names the limit "${name}", which its requirement does not have`);
  return limit;
}

function stricter(name: string, one: Value, other: Value): Value {
  if (typeof one === 'number' && typeof other === 'number')
    return name.endsWith('AtMost') ? Math.min(one, other) : Math.max(one, other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return one || other;
  if (one === other) return one;
  throw new Error(`test cases ask for different values of "${name}": ${String(one)} and ${String(other)}`);
}
