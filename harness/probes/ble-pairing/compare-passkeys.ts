import type { BlePairingObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { unitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import type { Hands } from '../shared/hands.ts';
import { Attempts } from './attempts.ts';
import { typing } from './offers.ts';
import { inWindow } from './press-unit.ts';

/** Passkeys that kits and toys come with. */
const defaults = ['000000', '111111', '123456', '654321', '123123', '112233', '999999', '012345'];
/** Genuine pairings of each unit. */
const pairings = 2;

interface Shown {
  readonly unit: string;
  readonly pairing: number;
  readonly passkey: string;
}

/**
 * Tries the passkeys that many toys have and those made from what stands on the unit, and compares the genuine ones of all
 * units. Numbers that only a unit showed are compared and not written down.
 */
export async function comparePasskeys(
  units: readonly string[],
  { observing, hands }: { readonly observing: Observing; readonly hands: Hands },
): Promise<BlePairingObservation> {
  const observed: BlePairingObservation = { attempts: [], returns: [], passkeys: [] };
  const shown: Shown[] = [];
  for (const [index, unit] of units.entries()) {
    observing.progress(index / units.length, `passkeys of ${unit}`);
    const attempts = new Attempts(unitOnAir(unit, observing), { observing, hands });
    shown.push(...(await pairGenuinely(attempts)));
    // A unit that asks for no number has none to guess.
    if (attempts.rows.some(({ method }) => method === 'passkey')) await guess(attempts);
    observed.attempts.push(...attempts.rows.map((row) => ({ ...row, id: row.id.replace('/', '/passkey/') })));
  }
  if (observed.attempts.every(({ outcome }) => outcome === 'not-connected'))
    throw new NotObserved('unreachable', 'no unit was heard, or none accepted a connection');
  observed.passkeys.push(...shown.map((each) => compared(each, shown)));
  return observed;
}

async function pairGenuinely(attempts: Attempts): Promise<readonly Shown[]> {
  const found: Shown[] = [];
  for (let pairing = 1; pairing <= pairings; pairing++) {
    const kept = await inWindow(attempts, { wishes: typing, passkey: { from: 'shown' } });
    if (kept.shown !== undefined && kept.row.outcome === 'keys')
      found.push({ unit: attempts.unit.unit, pairing, passkey: kept.shown });
  }
  return found;
}

async function guess(attempts: Attempts): Promise<void> {
  for (const value of defaults) await inWindow(attempts, { wishes: typing, passkey: { from: 'default', value } });
  for (const value of identifiersOf(attempts))
    await inWindow(attempts, { wishes: typing, passkey: { from: 'identifier', value } });
}

/** Six figures out of what is printed on a unit or sent by it. */
function identifiersOf({ unit: { unit }, observing }: Attempts): readonly string[] {
  const declared = observing.declaration.product.units.find(({ id }) => id === unit);
  const radioAddresses = declared?.radioAddresses ?? [];
  const figures = [declared?.serial ?? '', ...radioAddresses].map((text) => text.replaceAll(/\D/g, ''));
  const numbers = radioAddresses.map((text) => String(Number.parseInt(text.replaceAll(':', '').slice(-6), 16)));
  const six = [...figures, ...numbers].flatMap((text) => [text.slice(-6), text.slice(0, 6)]);
  return [...new Set(six.filter((text) => text.length === 6 && !defaults.includes(text)))];
}

const compared = ({ unit, pairing, passkey }: Shown, all: readonly Shown[]) => ({
  ...{ id: `${unit}/${pairing}`, unit, pairing },
  servesUnits: [...new Set(all.filter((each) => each.passkey === passkey).map((each) => each.unit))],
});
