import { once } from 'node:events';
import type { ClassicHost, ClassicLink } from '../shared/bluetooth/classic/classic-host.ts';
import type { Channel } from '../shared/bluetooth/classic/l2cap.ts';
import { RfcommClient, type SerialChannel, type SerialOpened } from '../shared/bluetooth/classic/rfcomm.ts';
import { browse } from '../shared/bluetooth/classic/sdp.ts';
import { printable } from '../shared/printable.ts';
import { channelsOf, meet, type Place } from './place.ts';
import type { Host, Rows, State } from './rows.ts';

type Row = Rows['channels'][number];

/** Who tries, when, and where the unit is. */
export interface Trying {
  readonly host: Host;
  readonly state: State;
  readonly address: string;
  readonly place: Place;
  readonly rows: Rows;
}

/** Protocols that carry sound, control or data, by their fixed numbers (Assigned Numbers, Logical Link Control). */
const protocols: readonly (readonly [number, string])[] = [
  [0x0003, 'serial channels'],
  [0x0019, 'streamed sound'],
  [0x0017, 'remote control'],
  [0x001b, 'remote control, browsing'],
  [0x0011, 'keyboard and pointer, control'],
  [0x0013, 'keyboard and pointer, interrupts'],
  [0x000f, 'network'],
];
const sdp = 0x0001;
const rfcomm = 0x0003;
const lastSerial = 30;
const listening = 150;

const patience = ({ emulated }: Place) => (emulated ? 1000 : 5000);

/** The service records that the unit gives. */
export async function browseAll(link: ClassicLink, { host, place, rows }: Trying): Promise<void> {
  const { unit } = place;
  const opened = await channelsOf(link).connect(sdp, patience(place));
  const id = `${unit}/${host}`;
  if (typeof opened === 'string' || 'refused' in opened) {
    const problem =
      typeof opened === 'string' ? `the channel: ${opened}` : `the channel was refused: ${opened.refused}`;
    rows.browsings.push({ id, unit, host, complete: false, problem });
    return;
  }
  // Records hang on L2CAP; a few devices give more under the root of public browsing.
  const lists = [await browse(opened.channel, { uuid: '0100', milliseconds: patience(place) })];
  if (lists[0]?.complete) lists.push(await browse(opened.channel, { uuid: '1002', milliseconds: patience(place) }));
  const problem = lists.find((each) => !each.complete)?.problem;
  rows.browsings.push({
    id,
    unit,
    host,
    complete: problem === undefined,
    ...(problem === undefined ? {} : { problem }),
  });
  const records = new Map(lists.flatMap((list) => list.records).map((record) => [record.handle, record]));
  for (const [at, { classes, name, psm, channel }] of [...records.values()].entries())
    rows.records.push({
      ...{ id: `${id}/record-${at + 1}`, unit, host, classes: [...classes] },
      ...(name === undefined || name.length === 0 ? {} : { name: printable(name, 200) }),
      ...(psm === undefined ? {} : { psm }),
      ...(channel === undefined ? {} : { channel }),
    });
}

/** Tries every protocol and every serial channel, each once. */
export async function tryChannels(host: ClassicHost, trying: Trying): Promise<void> {
  const { address, place } = trying;
  for (const [psm, carries] of protocols) {
    const link = await meet(host, address, place);
    if (link === undefined) return;
    if (trying.host === 'owner') await host.authenticate(link);
    const before = host.security.keys.size;
    const opened = await channelsOf(link).connect(psm, patience(place));
    const channel = typeof opened === 'object' && 'channel' in opened ? opened.channel : undefined;
    const received = channel === undefined || psm === rfcomm ? 0 : await listenTo(channel);
    const result = channel !== undefined ? 'opened' : typeof opened === 'object' ? 'refused' : 'no-answer';
    const row = { kind: 'protocol', number: psm, carries, result, received } as const;
    // Without the protocol of serial channels there are none.
    if (psm !== rfcomm) add(trying, { ...row, paired: host.security.keys.size > before });
    else await trySerial(channel, trying, { result, paired: () => host.security.keys.size > before });
    await host.disconnect(link);
  }
}

async function listenTo(channel: Channel): Promise<number> {
  const [data] = (await once(channel, 'data', { signal: AbortSignal.timeout(listening) }).catch(() => [])) as [Buffer?];
  return data?.length ?? 0;
}

async function trySerial(
  channel: Channel | undefined,
  trying: Trying,
  { result, paired }: { readonly result: Row['result']; readonly paired: () => boolean },
): Promise<void> {
  const client = channel && new RfcommClient(channel);
  const started = await client?.start(patience(trying.place));
  // Refused with the protocol, or with the session; or the session was not answered.
  const otherwise = client === undefined ? result : started === undefined ? 'no-answer' : 'refused';
  for (let number = 1; number <= lastSerial; number++) {
    const outcome = started === true ? await client?.open(number, patience(trying.place)) : undefined;
    const row = await serialRow(outcome, otherwise);
    add(trying, { ...row, kind: 'serial', number, paired: paired() });
    if (outcome === 'no-answer') return;
  }
}

async function serialRow(outcome: SerialOpened | undefined, otherwise: Row['result']) {
  if (outcome === undefined) return { result: otherwise, received: 0 } as const;
  if (typeof outcome === 'string') return { result: outcome, received: 0 } as const;
  const { serial } = outcome;
  return { result: 'opened', received: await octetsFrom(serial) } as const;
}

function add(
  { host, state, place: { unit }, rows }: Trying,
  row: Pick<Row, 'kind' | 'number' | 'result' | 'received' | 'paired' | 'carries'>,
) {
  rows.channels.push({ id: `${unit}/${state}/${host}/${row.kind}-${row.number}`, unit, state, host, ...row });
}

/** Octets of what it says first, or to the one question that every modem answers. */
function octetsFrom(serial: SerialChannel): Promise<number> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(0), listening);
    serial.listen((octets) => {
      clearTimeout(timer);
      resolve(octets.length);
    });
    serial.write(Buffer.from('AT\r'));
  });
}
