import type { Observing, Probe, Target } from '../gather/probe.ts';
import type { Declaration, EvidenceKind, Observations, TestCase } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { declared } from '../../schemas/declared.ts';

/** What a test gives an instrument to know: one unit on this machine, unless it says otherwise. */
export interface Given {
  readonly ixit: Declaration['ixit'];
  readonly reach?: readonly string[];
  readonly child?: Readonly<Record<string, string>>;
  readonly parameters?: Observing['parameters'];
  readonly secrets?: Readonly<Record<string, { readonly username?: string; readonly value: string }>>;
  readonly signal?: AbortSignal;
  readonly progress?: Observing['progress'];
  readonly remark?: Observing['remark'];
}

/** Everything that an instrument is given while it observes one unit named `unit-1`. */
export function observingOf(given: Given): Observing {
  const { ixit, reach = ['127.0.0.1'], child, parameters = {}, secrets = {}, signal, progress, remark } = given;
  const product = { units: [{ id: 'unit-1' }] };
  const declaration = declared({ product, ixit } as unknown as Declaration);
  const bench = { bench: 1, reach: { 'unit-1': reach }, pace: { loginsPerSecond: 100 }, ...(child && { child }) };
  return {
    declaration,
    bench: bench as unknown as Observing['bench'],
    parameters,
    testCases: [{ id: 'TEST-1-1' } as unknown as TestCase],
    operator: 'tester',
    declarationFolder: '.',
    benchFolder: '.',
    signal: signal ?? AbortSignal.timeout(60_000),
    secret: (_unit, credential) => {
      const found = secrets[credential];
      return found && { username: found.username, value: found.value };
    },
    attach: () => {
      throw new Error('nothing was to be attached');
    },
    progress: progress ?? (() => undefined),
    remark: remark ?? (() => undefined),
    examiner: undefined,
  };
}

/** Observes the target of this id; what comes fits the schema of its kind. */
export async function observeTarget<K extends EvidenceKind>(
  { kind, probe }: { readonly kind: K; readonly probe: Probe<K> },
  id: string,
  given: Given,
): Promise<Observations[K]> {
  const observing = observingOf(given);
  const targets: readonly Target[] = probe.targets(observing);
  const target = targets.find((candidate) => candidate.id === id);
  if (target === undefined) throw new Error(`no target ${id} among ${targets.map((each) => each.id).join(', ')}`);
  const observation = await probe.observe(target, observing);
  const misfits = validate(`observations/${kind}`, observation);
  if (misfits.length > 0) throw new Error(`the observation does not fit: ${JSON.stringify(misfits.slice(0, 3))}`);
  return observation;
}
