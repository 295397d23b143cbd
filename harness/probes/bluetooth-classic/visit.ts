import { setTimeout as sleep } from 'node:timers/promises';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import type { BluetoothClassicObservation } from '../../../schemas/types.ts';
import type { ClassicHost } from '../shared/bluetooth/classic/classic-host.ts';
import { ring } from './calls.ts';
import { browseAll, tryChannels, type Trying } from './channels.ts';
import { discoverFor, inquireIn } from './inquiries.ts';
import { attempt, tryPairings } from './pairings.ts';
import { meet, openHost, passing, type Place } from './place.ts';
import { noRows, type Rows, type State } from './rows.ts';
import { watched } from '../shared/lateness.ts';

type About = Omit<BluetoothClassicObservation['units'][number], 'exchange'>;

export interface Visiting {
  readonly windowSeconds: number;
  readonly discoverySeconds: number;
  readonly progress: Observing['progress'];
}

interface Visit extends Visiting {
  readonly place: Place;
  readonly rows: Rows;
  /** Where the unit is paged: a declared address, or the one that answered in the window. */
  address: string | undefined;
  actDone: boolean;
}

/** Three acts, because a toy answers only now and then. */
const mostActs = 3;

/** Everything that is tried with one unit, in an order in which nothing spoils what follows. */
export async function visit(place: Place, visiting: Visiting): Promise<{ readonly about: About; readonly rows: Rows }> {
  const [address] = place.declared;
  const it: Visit = { ...visiting, place, rows: noRows(), address, actDone: true };
  await identified(it);
  await place.hands.do(place.unit, 'restart');
  it.progress(0.02, `${place.unit} at rest`);
  await atRest(it);
  it.progress(0.2, `${place.unit} found for how long`);
  await discovered(it);
  it.progress(0.5, `${place.unit} after its window`);
  await afterWindow(it);
  it.progress(0.7, `${place.unit} with its owner`);
  await withOwner(it);
  return { about: aboutOf(it), rows: it.rows };
}

/** Of several declared addresses one is that of Classic: the one that answers an inquiry after the act. */
async function identified(it: Visit): Promise<void> {
  const { declared } = it.place;
  if (declared.length < 2) return;
  const host = await openHost(it.place);
  try {
    for (let round = 1; round <= mostActs; round++) {
      await act(it);
      const found = await host.inquire('general', it.place.emulated ? 1 : 8);
      const own = found.find(({ address }) => declared.includes(address));
      if (own === undefined) continue;
      it.address = own.address;
      return;
    }
  } finally {
    host.close();
  }
}

async function atRest(it: Visit): Promise<void> {
  const { place, rows } = it;
  const host = await openHost(place);
  try {
    await inquireIn(host, { state: 'normal', addresses: place.declared, place, rows });
    await asStranger(host, it, 'normal');
  } finally {
    host.close();
  }
  if (it.address === undefined) return;
  // Some toys open for a while whenever they are switched on.
  await place.hands.do(place.unit, 'restart');
  await tryPairings({ state: 'normal', address: it.address, place, rows });
}

/** Connects as a stranger and tries what there is. */
async function asStranger(host: ClassicHost, it: Visit, state: State): Promise<void> {
  const { place, rows, address } = it;
  if (address === undefined) return;
  const link = await meet(host, address, place);
  const page = { unit: place.unit, state, host: 'stranger' as const, answered: link !== undefined };
  rows.pages.push({ id: `${place.unit}/${state}/stranger`, ...page });
  if (link === undefined) return;
  const trying: Trying = { host: 'stranger', state, address, place, rows };
  if (state === 'normal') {
    await browseAll(link, trying);
    await ring(link, trying);
  }
  await host.disconnect(link);
  await tryChannels(host, trying);
}

/** After the act the bench inquires without a break, and nobody pairs. */
async function discovered(it: Visit): Promise<void> {
  const { place, rows } = it;
  const host = await openHost(place);
  try {
    await act(it);
    const strangers = await discoverFor(it.discoverySeconds, host, { addresses: place.declared, place, rows });
    // Where no address is declared and one device alone is there, it is the unit.
    if (it.address === undefined && strangers.length === 1) [it.address] = strangers;
  } finally {
    host.close();
  }
}

async function act(it: Visit): Promise<void> {
  const { done } = await it.place.hands.do(it.place.unit, 'pairing');
  it.actDone &&= done;
}

/** The window opens, nobody pairs, the limit passes; and once more with a restart in the middle. */
async function afterWindow(it: Visit): Promise<void> {
  const { place, rows, address } = it;
  if (address === undefined) return;
  await act(it);
  // Timers of a busy computer come late; an emulated minute passes in a moment.
  const grace = place.emulated ? 100 : 0;
  const { signal } = place;
  const { lateness } = await watched(() => sleep(passing(it.windowSeconds, place) + grace, undefined, { signal }));
  await tryPairings({ state: 'after-window', address, place, rows, lateness });
  await act(it);
  await place.hands.do(place.unit, 'restart');
  await tryPairings({ state: 'after-restart', address, place, rows });
}

/** The owner pairs in the window; then a stranger comes, and the owner again. */
async function withOwner(it: Visit): Promise<void> {
  const { place, address } = it;
  if (address === undefined) return;
  const owner = await openHost(place);
  try {
    await place.hands.do(place.unit, 'restart');
    if (!(await ownerPairs(owner, it, address))) return;
    await asOwner(owner, it, address);
    await besideOwner(owner, it, address);
  } finally {
    owner.close();
  }
}

async function ownerPairs(owner: ClassicHost, it: Visit, address: string): Promise<boolean> {
  const { place, rows } = it;
  for (let round = 1; round <= mostActs; round++) {
    await act(it);
    const link = await meet(owner, address, place);
    if (link === undefined && round < mostActs) continue;
    const page = { unit: place.unit, state: 'window' as const, host: 'owner' as const, answered: link !== undefined };
    rows.pages.push({ id: `${place.unit}/window/owner`, ...page });
    return attempt(owner, link, { state: 'window', address, place, rows, host: 'owner', pin: undefined });
  }
  return false;
}

async function asOwner(owner: ClassicHost, it: Visit, address: string): Promise<void> {
  const { place, rows } = it;
  const trying: Trying = { host: 'owner', state: 'bonded', address, place, rows };
  const link = await meet(owner, address, place);
  if (link === undefined) return;
  await owner.authenticate(link);
  await browseAll(link, trying);
  await ring(link, trying);
  await owner.disconnect(link);
  // The owner has gone, and knows the toy by its address.
  await inquireIn(owner, { state: 'bonded', addresses: [address], place, rows });
  await tryChannels(owner, trying);
}

/** A second host tries the channels and to pair, beside the owner. */
async function besideOwner(owner: ClassicHost, it: Visit, address: string): Promise<void> {
  const { place, rows } = it;
  const works = async () => {
    const link = await meet(owner, address, place);
    if (link === undefined) return false;
    const { encrypted, pairing } = await owner.authenticate(link);
    await owner.disconnect(link);
    return encrypted && pairing === undefined;
  };
  const before = await works();
  // On one adapter there is no second host: it would have the owner's address.
  if (!place.emulated) return;
  const second = await openHost(place);
  try {
    await asStranger(second, it, 'bonded');
    const attempting = { state: 'bonded', address, place, rows, host: 'stranger', pin: undefined } as const;
    const strangerKeys = await attempt(second, await meet(second, address, place), attempting);
    const { value: ownerAfter, lateness } = await watched(works);
    const owners = { ownerBefore: before, ownerAfter, ...(ownerAfter ? {} : { lateness }) };
    rows.bonds.push({ id: place.unit, unit: place.unit, strangerKeys, ...owners });
  } finally {
    second.close();
  }
}

function aboutOf({ place, address, actDone, rows }: Visit): About {
  if (address === undefined && rows.discoveries.every(({ answers }) => answers === 0))
    throw new NotObserved('unreachable', `no address of ${place.unit} is declared, and no inquiry found it`);
  const notTested = place.emulated
    ? ['connections for sound', 'range', 'encryption on the air']
    : ['a second host beside the owner, which needs a second adapter', 'connections for sound'];
  const base = { id: place.unit, unit: place.unit, emulated: place.emulated, actDone, notTested };
  return { ...base, ...(address === undefined ? {} : { address }) };
}
