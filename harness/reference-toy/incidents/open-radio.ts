import type { Ixit } from '../../../schemas/types.ts';
import { decentLe, type LeManners, type ToyCharacteristic } from '../bluetooth/manners.ts';

type Row = NonNullable<Ixit['gattCharacteristics']>[number];
type Plain = Pick<ToyCharacteristic, 'service' | 'uuid' | 'properties' | 'value'>;

/** A characteristic that is open to everybody. */
export const open = (plain: Plain): ToyCharacteristic => ({
  ...plain,
  read: plain.properties.includes('read') ? 'anybody' : 'nobody',
  write: plain.properties.some((property) => property.startsWith('write')) ? 'anybody' : 'nobody',
  subscribe: 'anybody',
});

/** The device name, which is all that is public. */
export const deviceName = (name: string): ToyCharacteristic =>
  open({ service: '1800', uuid: '2a00', properties: ['read'], value: name });

export const declaredName: Row = {
  ...{ id: 'device-name', service: '1800', uuid: '2a00', purpose: 'Name of the device', public: 'Names the model.' },
  properties: ['read'],
};

/** Pairing that the toy does not have at all. */
export const noPairing: LeManners['pairing'] = { ...decentLe.pairing, window: 0 };

/** Pairing with whoever asks, by Just Works and without an act. */
export const pairsWithAll: LeManners['pairing'] = {
  ...decentLe.pairing,
  ...{ ioCapability: 'no-input-no-output', mitm: false, window: 'always', secureOnly: false, authenticatedOnly: false },
};
