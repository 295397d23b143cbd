import type { Declared, EvidenceKind, Task, TestCase } from '../../schemas/types.ts';
import type { Probes } from './load-probes.ts';
import type { Parameters, Probe, Target } from './probe.ts';

/** What is asked for, and of which product: the selected test cases, limits put in. */
export interface Asking {
  readonly declaration: Declared;
  readonly testCases: readonly TestCase[];
}

type Value = Parameters[string];

/** The kinds of evidence that these test cases need of instruments. */
export function kindsOf(testCases: readonly TestCase[]): readonly EvidenceKind[] {
  const kinds = new Set(testCases.flatMap(({ evidence }) => evidence));
  kinds.delete('declaration');
  return [...kinds].sort();
}

/** What the instruments have to do, ordered by kind and then as each instrument names its targets. */
export function tasksOf({ declaration, testCases }: Asking, probes: Probes): readonly Task[] {
  return kindsOf(testCases).flatMap((kind) => {
    const probe = probes.get(kind);
    if (probe === undefined) throw new Error(`no instrument for ${kind} was loaded`);
    const asking = testCases.filter(({ evidence }) => evidence.includes(kind));
    return tasksOfProbe({ kind, probe, declaration, asking });
  });
}

interface OneKind {
  readonly kind: EvidenceKind;
  readonly probe: Probe;
  readonly declaration: Declared;
  readonly asking: readonly TestCase[];
}

function tasksOfProbe({ kind, probe, declaration, asking }: OneKind): readonly Task[] {
  const parameters = parametersOf(asking);
  const targets = probe.targets({ declaration, testCases: asking, parameters });
  const ids = new Set(targets.map(({ id }) => id));
  if (ids.size !== targets.length) throw new Error(`the instrument ${kind} names two targets alike`);
  const everyone = asking.map(({ id }) => id);
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
 * @throws Error where two test cases ask for different words
 */
export function parametersOf(asking: readonly TestCase[]): Parameters {
  const merged = new Map<string, Value>();
  for (const testCase of asking)
    for (const [name, value] of Object.entries(testCase.with ?? {})) {
      const before = merged.get(name);
      merged.set(name, before === undefined ? value : stricter(name, before, value));
    }
  return Object.fromEntries(merged);
}

function stricter(name: string, one: Value, other: Value): Value {
  if (typeof one === 'number' && typeof other === 'number')
    return name.endsWith('AtMost') ? Math.min(one, other) : Math.max(one, other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return one || other;
  if (one === other) return one;
  throw new Error(`test cases ask for different values of "${name}": ${String(one)} and ${String(other)}`);
}
