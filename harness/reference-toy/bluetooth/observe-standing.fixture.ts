import { declared } from '../../../schemas/declared.ts';
import type { Declaration, EvidenceKind, Observations } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import type { Observing, Probe } from '../../gather/probe.ts';
import { observingOf } from '../../development/observing.ts';
import type { Standing } from './stand-unit.ts';

/** Lets an instrument observe its first target of units that stand on this machine. */
export async function observeStanding<K extends EvidenceKind>(
  { kind, probe }: { readonly kind: K; readonly probe: Probe<K> },
  { units, bluetooth, signal }: Pick<Standing, 'units' | 'bluetooth'> & { readonly signal?: AbortSignal },
  parameters: Observing['parameters'] = {},
): Promise<Observations[K]> {
  const base = observingOf({ ixit: {}, parameters, child: { firstName: 'Quillfeather' }, ...(signal && { signal }) });
  const observing: Observing = {
    ...base,
    declaration: declared({ product: { units }, ixit: {} } as unknown as Declaration),
    bench: { ...base.bench, bluetooth },
    attach: () => `sha256:${'0'.repeat(64)}`,
  };
  const [target] = probe.targets(observing);
  if (target === undefined) throw new Error('there is nothing to observe');
  const observation = await probe.observe(target, observing);
  const misfits = validate(`observations/${kind}`, observation);
  if (misfits.length > 0) throw new Error(`the observation does not fit: ${JSON.stringify(misfits.slice(0, 3))}`);
  return observation;
}
