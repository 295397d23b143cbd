import type { Lateness } from '../../../schemas/types.ts';
import type { ClassicHost, ClassicLink } from '../shared/bluetooth/classic/classic-host.ts';
import type { ClassicPairing } from '../shared/bluetooth/classic/classic-pairings.ts';
import { printable } from '../shared/printable.ts';
import { meet, openHost, type Place } from './place.ts';
import type { Host, Rows, State } from './rows.ts';

/** PINs that factories set (BT-1-2). */
const pins = ['0000', '1111', '1234', '8888'];

export interface Attempting {
  readonly state: State;
  readonly address: string;
  readonly place: Place;
  readonly rows: Rows;
  /** How late the bench was while a window passed. */
  readonly lateness?: Lateness;
}

/** A stranger asks for simple pairing, and then for each PIN; every attempt by a host that the unit has never met. */
export async function tryPairings(attempting: Attempting): Promise<void> {
  await byStranger(attempting, undefined);
  for (const pin of pins) await byStranger(attempting, pin);
}

async function byStranger(attempting: Attempting, pin: string | undefined): Promise<void> {
  const { place, address } = attempting;
  const host = await openHost(place, pin === undefined ? {} : { simplePairing: false, pin });
  try {
    await attempt(host, await meet(host, address, place), { ...attempting, host: 'stranger', pin });
  } finally {
    host.close();
  }
}

interface Attempt extends Attempting {
  readonly host: Host;
  readonly pin: string | undefined;
}

/** One attempt over a link; true where both sides keep the same key. */
export async function attempt(host: ClassicHost, link: ClassicLink | undefined, about: Attempt): Promise<boolean> {
  const { state, host: who, pin, place, rows, lateness } = about;
  const way = pin === undefined ? 'simple-pairing' : 'pin';
  const id = `${place.unit}/${state}/${who}/${pin === undefined ? way : `pin-${pin}`}`;
  const row = {
    id,
    unit: place.unit,
    state,
    host: who,
    way,
    ...(pin === undefined ? {} : { pin }),
    ...(lateness && { lateness }),
  } as const;
  if (link === undefined) {
    rows.pairings.push({ ...row, outcome: 'not-connected' });
    return false;
  }
  const { pairing, authenticated } = await host.authenticate(link);
  const keys = authenticated && pairing?.outcome === 'keys';
  rows.pairings.push({ ...row, outcome: keys ? 'keys' : 'refused', ...told(pairing, keys) });
  await host.disconnect(link);
  return keys;
}

function told(pairing: ClassicPairing | undefined, keys: boolean) {
  if (pairing === undefined) return {};
  const { method, protocol, failure } = pairing;
  return {
    ...(method === undefined || !keys ? {} : { method }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(failure === undefined ? {} : { failure: printable(failure, 100) }),
  };
}
