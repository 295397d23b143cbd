import { NotObserved, type Probe } from '../../gather/probe.ts';
import { unitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { handsOf } from '../shared/hands.ts';
import { Attempts } from './attempts.ts';
import { comparePasskeys } from './compare-passkeys.ts';
import { pressUnit } from './press-unit.ts';

const passkeys = 'passkeys';

/** How each unit answers attempts to pair: without the act, in its window, after it, from strangers, with weak parameters. */
export const probe: Probe<'ble-pairing'> = {
  version: '2',

  targets: ({ declaration }) => {
    const units = declaration.product.units.map(({ id }) => id);
    const load = { estimatedSeconds: 6, limitSeconds: 3600 };
    return [
      ...units.map((id) => ({ id, units: [id], occupies: [`radio:${id}`], ...load })),
      { id: passkeys, units, occupies: units.map((id) => `radio:${id}`), ...load },
    ];
  },

  observe: async (target, observing) => {
    const hands = handsOf(observing, 'bluetooth-le');
    if (target.id === passkeys) return comparePasskeys(target.units, { observing, hands });
    const [id = ''] = target.units;
    const attempts = new Attempts(unitOnAir(id, observing), { observing, hands });
    await hands.do(id, 'restart');
    await pressUnit(attempts);
    if (attempts.rows.every(({ outcome }) => outcome === 'not-connected'))
      throw new NotObserved('unreachable', `${id} was not heard, or accepted no connection`);
    return { attempts: attempts.rows, returns: attempts.returns, passkeys: [] };
  },
};
