import { airLacks } from '../../air/air.ts';
import type { EvidenceKind } from '../../../schemas/types.ts';
import type { Probe } from '../../gather/probe.ts';
import { probe as advertising } from '../../probes/ble-advertising/probe.ts';
import { probe as gatt } from '../../probes/ble-gatt/probe.ts';
import { probe as malformed } from '../../probes/ble-malformed-input/probe.ts';
import { probe as pairing } from '../../probes/ble-pairing/probe.ts';
import { decentLe } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { standUnits, type Standing } from '../../reference-toy/bluetooth/stand-unit.ts';
import { observingOf } from '../observing.ts';
import type { Measured } from '../bench.ts';

/** As the test cases of group BT ask. */
const parameters = { rotationMinutes: 15, windowSeconds: 120, keySize: 16, recoverySeconds: 10 };

/** Everything that is gathered over Bluetooth Low Energy from one unit of the reference toy, against what the plan reckons. */
export async function bench(): Promise<readonly Measured[]> {
  if (airLacks() !== undefined) return [];
  const standing = await standUnits(decentLe);
  try {
    const taken = [
      await timed({ kind: 'ble-advertising', probe: advertising }, standing),
      await timed({ kind: 'ble-pairing', probe: pairing }, standing),
      await timed({ kind: 'ble-gatt', probe: gatt }, standing),
      await timed({ kind: 'ble-malformed-input', probe: malformed }, standing),
    ];
    const seconds = taken.reduce((sum, each) => sum + each.seconds, 0);
    const reckoned = taken.reduce((sum, each) => sum + each.reckoned, 0);
    const each = taken.map(({ kind, seconds: took }) => `${kind} ${took.toFixed(1)} s`).join(', ');
    process.stdout.write(`Bluetooth LE: ${each}\n`);
    const name = 'Bluetooth LE: one unit by all four instruments';
    return [{ name, ours: `${seconds.toFixed(1)} s`, theirs: `planned: ${reckoned} s`, ratio: seconds / reckoned }];
  } finally {
    await standing.stop();
  }
}

async function timed<K extends EvidenceKind>(
  { kind, probe }: { readonly kind: K; readonly probe: Probe<K> },
  standing: Standing,
) {
  const started = performance.now();
  await observeStanding({ kind, probe }, standing, parameters);
  const seconds = (performance.now() - started) / 1000;
  const [target] = probe.targets(observingOf({ ixit: {}, parameters }));
  return { kind, seconds, reckoned: target?.estimatedSeconds ?? 0 };
}
