import type { PairingWishes } from '../../probes/shared/bluetooth/smp-initiator.ts';
import { decentLe, uuids, type LeManners, type ToyCharacteristic } from './manners.ts';

/** A bear with one address that pairs with anybody at any time; `mood` says who may do what with one characteristic. */
export const pairsWithAnybody = (mood: Partial<ToyCharacteristic>): LeManners => ({
  ...decentLe,
  address: { kind: 'static', rotationMinutes: undefined },
  pairing: {
    ...decentLe.pairing,
    ...{ ioCapability: 'no-input-no-output', mitm: false, authenticatedOnly: false, window: 'always' },
  },
  characteristics: decentLe.characteristics.map((each) => (each.uuid === uuids.mood ? { ...each, ...mood } : each)),
});

/** What a stranger asks of it, who wants to be forgotten again. */
export const strangersWishes: PairingWishes = {
  ...{ ioCapability: 'no-input-no-output', bonding: false, mitm: false, secureConnections: true, keySize: 16 },
};
