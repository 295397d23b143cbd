import type { BleGattObservation, BlePairingObservation, BluetoothUuid, Declaration } from '../../schemas/types.ts';
import { grouped } from '../grouped.ts';
import { evidence, inconclusive } from '../vocabulary.ts';

export type Attempt = BlePairingObservation['attempts'][number];
export type Operation = BleGattObservation['operations'][number];
type Table = BleGattObservation['tables'][number];
type Declared = NonNullable<Declaration['ixit']['gattCharacteristics']>[number];

/** Both sides hold the same key, or the link was encrypted with it. */
export const gotKeys = ({ outcome, encrypted }: Attempt): boolean => outcome === 'keys' || encrypted;

/** What a central offered, in words. */
export function offerOf({ offer, tried }: Attempt): string {
  if (offer === undefined) return 'nothing was exchanged';
  const { ioCapability, secureConnections, keySize } = offer;
  const protocol = secureConnections ? 'Secure Connections' : 'legacy pairing';
  return `${ioCapability}, ${protocol}, key of ${keySize} octets${tried === undefined ? '' : `, passkey ${tried}`}`;
}

/** Attempts with one unit. */
export const attemptsWith = (unit: string): readonly Attempt[] =>
  evidence('ble-pairing').attempts.filter((attempt) => attempt.unit === unit);

/** Ends the row where the bench could never pair with the unit: its refusals then show nothing. */
export function couldPair(unit: string): void {
  if (!attemptsWith(unit).some((attempt) => attempt.state === 'window' && gotKeys(attempt)))
    inconclusive(
      `the bench could not pair with ${unit} even after the declared act, so that its refusals show nothing`,
    );
}

/** An operation that had an effect: a value came, a write was acknowledged or is seen afterwards. */
export const opened = ({ answer, changed }: Operation): boolean =>
  answer === 'value' || answer === 'acknowledged' || changed === true;

export const isWrite = ({ operation }: Operation): boolean =>
  ['write', 'write-command', 'long-write', 'signed-write'].includes(operation);

export const isSubscription = ({ operation }: Operation): boolean =>
  operation === 'notifications' || operation === 'indications';

/** Looks up the declared row of a characteristic; undefined where nobody declared it. */
export function declaredRows(): (place: Pick<Operation, 'service' | 'characteristic'>) => Declared | undefined {
  const at = (service: string, characteristic: string) => `${service} ${characteristic}`;
  const { gattCharacteristics } = evidence('declaration').ixit;
  const rows = grouped(gattCharacteristics, ({ service, uuid }) => at(short(service), short(uuid)));
  return ({ service, characteristic }) => rows(at(service, characteristic))[0];
}

/** A UUID in the short form where it is an assigned one (Vol 3 Part B 2.5.1). */
export const short = (uuid: BluetoothUuid): string =>
  /^0000[0-9a-f]{4}-0000-1000-8000-00805f9b34fb$/.test(uuid) ? uuid.slice(4, 8) : uuid;

/** The table of a unit in a state of pairing. */
export const tableOf = (unit: string, state: Table['state']): Table | undefined =>
  evidence('ble-gatt').tables.find((table) => table.unit === unit && table.state === state);

/** Ends the test case where the attribute table of a unit was not read to its end without pairing. */
export function everyTableWhole(): void {
  for (const { id } of evidence('declaration').product.units) {
    const table = tableOf(id, 'unpaired');
    if (table === undefined) inconclusive(`the attribute table of ${id} was not read`);
    if (!table.whole) inconclusive(`the attribute table of ${id} is not whole: ${table.brokeOff ?? 'it broke off'}`);
  }
}

/** What an operation was, in words. */
export const named = ({ unit, operation, kind, uuid, characteristic, service }: Operation): string =>
  `${operation} of ${kind === 'descriptor' ? `descriptor ${uuid} of ` : ''}${characteristic} in service ${service || 'none'} of ${unit}`;
