import { setTimeout as sleep } from 'node:timers/promises';
import type { BleAdvertisingObservation } from '../../../schemas/types.ts';
import type { Observing, Probe } from '../../gather/probe.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { unitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { handsOf } from '../shared/hands.ts';
import { Heard } from './heard.ts';
import { watched } from '../shared/lateness.ts';

/** Periods of the limit for which a unit is heard. */
const periods = 3;
const usualMinutes = 1;
/** Beyond the last period, so that a change which comes late is still seen. */
const restSeconds = 30;

const secondsOf = (minutes: unknown) => Number(minutes ?? usualMinutes) * 60 * periods + restSeconds;

/** What each unit advertises, and under which addresses, for three periods of the limit. */
export const probe: Probe<'ble-advertising'> = {
  version: '1',

  targets: ({ declaration, parameters }) =>
    declaration.product.units.map(({ id }) => {
      const seconds = secondsOf(parameters['rotationMinutes']);
      // An emulated unit takes a fraction of it; a person may have to prepare a real one.
      return { id, units: [id], occupies: [`radio:${id}`], estimatedSeconds: 10, limitSeconds: seconds + 600 };
    }),

  observe: async (target, observing): Promise<BleAdvertisingObservation> => {
    const [unit = ''] = target.units;
    const place = unitOnAir(unit, observing);
    const hands = handsOf(observing, 'bluetooth-le');
    const entered = observing.bench.child !== undefined && (await hands.do(unit, 'enter')).done;
    await hands.do(unit, 'restart');
    const heard = new Heard(place, observing.bench.child);
    const host = await LeHost.open(place.adapter);
    try {
      const seconds = secondsOf(observing.parameters['rotationMinutes']) / place.clockSpeed;
      const { lateness } = await watched(() => listen(host, heard, { seconds, observing, unit }));
      return heard.observation({ entered, lateness });
    } finally {
      host.close();
    }
  },
};

interface Listening {
  readonly seconds: number;
  readonly observing: Observing;
  readonly unit: string;
}

// The scan begins anew at each step, because some controllers tell of an advertiser only once in a scan.
async function listen(host: LeHost, heard: Heard, { seconds, observing, unit }: Listening): Promise<void> {
  const steps = 100;
  for (let step = 0; step < steps; step++) {
    observing.progress(step / steps, `what ${unit} advertises`);
    const stop = await host.scan((report) => heard.take(report));
    await sleep((seconds * 1000) / steps, undefined, { signal: observing.signal });
    await stop();
  }
}
