import type { Observing, Probe, Target } from '../../gather/probe.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import { handsOf } from '../shared/hands.ts';
import { placeOf } from './place.ts';
import { visit } from './visit.ts';

const usual = { windowSeconds: 120, discoverySeconds: 180 };

/** Seconds that a limit asks for; what no test case asks for is the usual. */
const secondsOf = (parameters: Observing['parameters'], name: keyof typeof usual): number =>
  Number(parameters[name] ?? usual[name]);

/**
 * What each unit gives over Bluetooth Classic: to an inquiry, to a stranger who connects, tries every channel and asks to
 * pair, to the owner, and to a stranger once there is an owner. Every verdict rests on what the unit answered, which is
 * kept whole.
 */
export const probe: Probe<'bluetooth-classic'> = {
  version: '2',

  targets: ({ declaration, parameters }): readonly Target[] => {
    const waiting = secondsOf(parameters, 'windowSeconds') + secondsOf(parameters, 'discoverySeconds');
    return declaration.product.units.map(({ id }) => ({
      ...{ id, units: [id], occupies: [`radio-classic:${id}`], estimatedSeconds: 20, limitSeconds: 2 * waiting + 1800 },
    }));
  },

  observe: async (target, observing) => {
    const [unit = ''] = target.units;
    const recording = new Recording();
    const place = placeOf(unit, observing, { hands: handsOf(observing, 'bluetooth-classic'), recording });
    const { about, rows } = await visit(place, {
      windowSeconds: secondsOf(observing.parameters, 'windowSeconds'),
      discoverySeconds: secondsOf(observing.parameters, 'discoverySeconds'),
      progress: observing.progress,
    });
    return { units: [{ ...about, exchange: observing.attach(recording.bytes()) }], ...rows };
  },
};
