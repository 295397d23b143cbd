import type { BluetoothClassicObservation } from '../../schemas/types.ts';
import { evidence, inconclusive } from '../vocabulary.ts';

type Attempt = BluetoothClassicObservation['pairings'][number];

/** The attempts of strangers to pair with a unit in some states, and whether a host could pair after the act. */
export function attemptsOn(unit: string, states: readonly Attempt['state'][]) {
  const pairings = evidence('bluetooth-classic').pairings.filter((row) => row.unit === unit);
  const got = pairings.filter(({ outcome }) => outcome === 'keys');
  return {
    strangers: pairings.filter(({ host, state }) => host === 'stranger' && states.includes(state)),
    pairedAfterAct: got.some(({ state }) => state === 'window'),
  };
}

/** How an attempt was made, in words. */
export const wayOf = ({ way, pin }: Attempt): string => (way === 'pin' ? `the PIN ${pin}` : 'simple pairing');

/** Ends the row where nobody could pair after the act either: refusals then show nothing. */
export function refusalsCount(unit: string, pairedAfterAct: boolean): void {
  if (!pairedAfterAct)
    inconclusive(`no host paired with ${unit} even after the act, so that its refusals show nothing`);
}
