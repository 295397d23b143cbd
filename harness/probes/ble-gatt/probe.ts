import type { Probe } from '../../gather/probe.ts';
import { NotObserved } from '../../gather/probe.ts';
import { unitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { handsOf } from '../shared/hands.ts';
import { Notes } from './notes.ts';
import { observeOwner } from './observe-owner.ts';
import { observePaired } from './observe-paired.ts';
import { observeUnpaired } from './observe-unpaired.ts';

/**
 * The attribute table of each unit, and what every attribute answers: unpaired, after pairings that should open nothing,
 * after one that a person confirmed, and to a stranger who comes while the owner is away.
 */
export const probe: Probe<'ble-gatt'> = {
  version: '1',

  targets: ({ declaration }) =>
    declaration.product.units.map(({ id }) => ({
      ...{ id, units: [id], occupies: [`radio:${id}`], estimatedSeconds: 5, limitSeconds: 1200 },
    })),

  observe: async (target, observing) => {
    const [id = ''] = target.units;
    const unit = unitOnAir(id, observing);
    const hands = handsOf(observing, 'bluetooth-le');
    const notes = new Notes(unit, { observing, hands });
    notes.entered = observing.bench.child !== undefined && (await hands.do(id, 'enter')).done;
    await hands.do(id, 'restart');
    if (!(await observeUnpaired(notes)))
      throw new NotObserved('unreachable', `${id} was not heard, or accepted no connection`);
    observing.progress(0.4, `${id} after pairing`);
    await observeOwner(notes);
    observing.progress(0.7, `${id} after weak pairings`);
    await observePaired(notes, 'just-works');
    await observePaired(notes, 'legacy');
    return notes.observation();
  },
};
