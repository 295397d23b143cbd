import { resolve } from 'node:path';
import type { BluetoothCaptureObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { observeCapture } from './observe-capture.ts';

/**
 * Recordings of a sniffer or of a phone, which the bench names: how each unit was paired with its own phone, what a
 * listener can work out of it, and what passed in the clear.
 */
export const probe: Probe<'bluetooth-capture'> = {
  version: '2',

  targets: ({ declaration }: Planning): readonly Target[] =>
    declaration.product.units.map(({ id }) => ({
      ...{ id, units: [id], occupies: [], estimatedSeconds: 5, limitSeconds: 3600 },
    })),

  observe: async (target, observing) => {
    const [unit = ''] = target.units;
    const named = (observing.bench.bluetooth?.captures ?? []).filter((capture) => capture.unit === unit);
    if (named.length === 0) throw new NotObserved('input-missing', noRecording(unit));
    const observations: BluetoothCaptureObservation[] = [];
    for (const [at, { file, address }] of named.entries())
      observations.push(
        await observeCapture({
          ...{ unit, number: at + 1, path: resolve(observing.benchFolder, file), signal: observing.signal },
          addresses: [...(address === undefined ? declaredAddresses(unit, observing) : [address])],
          progress: (fraction) => observing.progress((at + fraction) / named.length, file),
        }),
      );
    return joined(observations);
  },
};

// Nobody needs a sniffer: every phone with Android keeps such a log.
const noRecording = (unit: string): string =>
  `the bench names no recording of ${unit} with its own phone: record one, with a sniffer or in the phone's own log (see ` +
  `harness/air/laboratory.md), and name it as bluetooth: {captures: [{unit: ${unit}, file: btsnoop_hci.log}]}`;

export const declaredAddresses = (unit: string, { declaration }: Pick<Observing, 'declaration'>): readonly string[] =>
  declaration.product.units.find(({ id }) => id === unit)?.radioAddresses ?? [];

const joined = (all: readonly BluetoothCaptureObservation[]): BluetoothCaptureObservation => ({
  captures: all.flatMap(({ captures }) => captures),
  connections: all.flatMap(({ connections }) => connections),
  pairings: all.flatMap(({ pairings }) => pairings),
  attributes: all.flatMap(({ attributes }) => attributes),
  channels: all.flatMap(({ channels }) => channels),
});
