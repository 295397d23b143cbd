import type { BleMalformedInputObservation } from '../../../schemas/types.ts';
import { byHand } from '../shared/bluetooth/by-hand.ts';
import { freshAddress } from '../shared/bluetooth/le-commands.ts';
import { pairAndRead, type ReadPairing } from '../shared/bluetooth/pairing-exchange.ts';
import type { PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import type { Hands } from '../shared/hands.ts';
import type { Stranger } from './stranger.ts';

export type Paired = BleMalformedInputObservation['units'][number]['pairedBefore'];

const phone: PairingWishes = {
  ...{ ioCapability: 'keyboard-display', bonding: true, mitm: true, secureConnections: true, keySize: 16 },
};
/** A window may just have closed; the act is done again so many times. */
const rounds = 3;

/**
 * Pairs as the family's phone would, right after the declared act. A unit that has one owner takes no other phone, and one
 * that has paired with a phone may refuse it the second time: the last round is that of a phone which it has never met.
 */
export async function pair(
  stranger: Stranger,
  { unit, hands, address }: { readonly unit: string; readonly hands: Hands; readonly address: Buffer },
): Promise<Paired> {
  let outcome: Paired = 'refused';
  for (let round = 0; round < rounds && outcome === 'refused'; round++) {
    const as = round === rounds - 1 ? freshAddress() : address;
    const before = await stranger.come(as);
    await hands.do(unit, 'pairing');
    // Some units take connections only after the act.
    const link = before ?? (await stranger.come(as));
    if (link === undefined) return 'not-connected';
    outcome = outcomeOf(await pairAndRead(stranger.host, link, { ...phone, ...byHand(hands, unit) }));
    await stranger.host.disconnect(link);
  }
  return outcome;
}

function outcomeOf({ encrypted, exchange }: ReadPairing): Paired {
  if (encrypted) return 'paired';
  return exchange?.response === undefined && exchange?.failure === undefined ? 'unanswered' : 'refused';
}
