import { byHand } from '../shared/bluetooth/by-hand.ts';
import { pairAndRead, type ReadPairing } from '../shared/bluetooth/pairing-exchange.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import type { PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import type { Notes } from './notes.ts';
import type { Visit } from './visit.ts';

const most = { bonding: true, secureConnections: true, keySize: 16 } as const;
/** Pairings that should open nothing that matters. */
const wishes: Readonly<Record<'just-works' | 'legacy', PairingWishes>> = {
  'just-works': { ...most, ioCapability: 'no-input-no-output', mitm: false },
  legacy: { ...most, ioCapability: 'keyboard-display', mitm: true, secureConnections: false },
};
/** Times that the act is done again because the unit refused; its window may just have closed. */
const rounds = 2;

/** Pairs weakly in the pairing window and then uses everything. */
export async function observePaired(notes: Notes, state: 'just-works' | 'legacy'): Promise<void> {
  const recording = new Recording();
  for (let round = 1; ; round++) {
    const visit = await notes.come(recording);
    if (visit === undefined) {
      notes.notReached(state, recording);
      return;
    }
    try {
      const pairing = await pairInWindow(notes, visit, wishes[state]);
      const ended = endOf(pairing);
      if (!pairing.encrypted && round < rounds && pairing.result !== 'disconnected') continue;
      if (!pairing.encrypted) notes.notReached(state, recording, ended);
      else await useAll(notes, visit, { state, pairing: ended });
      return;
    } finally {
      await visit.leave();
    }
  }
}

async function useAll(
  notes: Notes,
  visit: Visit,
  { state, pairing }: { readonly state: 'just-works' | 'legacy'; readonly pairing: string },
): Promise<void> {
  const table = await notes.readTable(visit, state, { pairing });
  await notes.operateAll(visit, table, { state, operations: ['read', 'write', 'notifications'] });
}

/** Does the declared act and pairs at once, reading the number from the unit where it shows one. */
export async function pairInWindow(notes: Notes, visit: Visit, own: PairingWishes): Promise<ReadPairing> {
  const { unit } = notes.unit;
  await notes.hands.do(unit, 'pairing');
  return pairAndRead(visit.host, visit.link, { ...own, ...byHand(notes.hands, unit) });
}

/** How a pairing ended, in words. */
export function endOf({ exchange, encrypted }: ReadPairing): string {
  if (encrypted) return `encrypted after ${exchange?.method ?? 'an unknown method'}`;
  return exchange?.failure ?? exchange?.outcome ?? 'nothing was answered';
}
