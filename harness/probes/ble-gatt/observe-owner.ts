import { Recording } from '../shared/bluetooth/recording.ts';
import type { Bond, PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import type { Notes } from './notes.ts';
import { endOf, pairInWindow } from './observe-paired.ts';
import type { Visit } from './visit.ts';

const asOwner: PairingWishes = {
  ...{ ioCapability: 'keyboard-display', bonding: true, mitm: true, secureConnections: true, keySize: 16 },
};
const rounds = 3;
const trying = ['read', 'write', 'notifications'] as const;

interface Owner {
  readonly visit: Visit;
  readonly bond: Bond;
}

/** Pairs as the family would, reads everything, and then lets a stranger try while the owner is away. */
export async function observeOwner(notes: Notes): Promise<void> {
  const owner = await pairAsOwner(notes);
  if (owner === undefined) return;
  const { visit, bond } = owner;
  try {
    const table = await notes.readTable(visit, 'authenticated', { pairing: `encrypted after ${bond.method}` });
    await notes.operateAll(visit, table, { state: 'authenticated', operations: ['read'] });
    await notes.lookFor(visit);
  } finally {
    await visit.leave();
  }
  await strangerAlone(notes);
}

async function pairAsOwner(notes: Notes): Promise<Owner | undefined> {
  const recording = new Recording();
  let ended: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const visit = await notes.come(recording);
    if (visit === undefined) break;
    const pairing = await pairInWindow(notes, visit, asOwner).catch(async (error: unknown) => {
      await visit.leave();
      throw error;
    });
    ended = endOf(pairing);
    if (pairing.encrypted && pairing.bond !== undefined) return { visit, bond: pairing.bond };
    await visit.leave();
  }
  notes.notReached('authenticated', recording, ended);
  return undefined;
}

async function strangerAlone(notes: Notes): Promise<void> {
  const recording = new Recording();
  const visit = await notes.come(recording);
  if (visit === undefined) {
    notes.notReached('owner-away', recording);
    return;
  }
  try {
    const table = await notes.readTable(visit, 'owner-away');
    await notes.operateAll(visit, table, { state: 'owner-away', operations: trying });
  } finally {
    await visit.leave();
  }
}
