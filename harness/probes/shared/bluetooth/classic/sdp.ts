import type { Channel } from './l2cap.ts';
import { element, NotAnElement, readElement, type DataElement } from './data-element.ts';

/** One service record of a device. */
export interface ServiceRecord {
  readonly handle: number;
  /** UUIDs of its classes, the short form where there is one. */
  readonly classes: readonly string[];
  readonly name: Buffer | undefined;
  /** Its protocol, and its serial channel where it has one. */
  readonly psm: number | undefined;
  readonly channel: number | undefined;
}

/** What browsing gave; `complete` where the device answered to the end. */
export interface Browsed {
  readonly records: readonly ServiceRecord[];
  readonly complete: boolean;
  readonly problem: string | undefined;
}

const search = 0x06;
const found = 0x07;
const mostOctets = 65_536;
const mostRounds = 300;
const mostRecords = 200;

/** Every service record that hangs on this UUID: all of a device hang on L2CAP, `0100` (Vol 3 Part B, 4.7). */
export async function browse(
  channel: Channel,
  { uuid, milliseconds }: { readonly uuid: string; readonly milliseconds: number },
): Promise<Browsed> {
  let octets = Buffer.alloc(0);
  let continuation: Buffer = Buffer.from([0]);
  for (let round = 0; round < mostRounds; round++) {
    const answer = await ask(channel, { transaction: round + 1, uuid, continuation, milliseconds });
    if (answer === undefined) return part(octets, 'the device did not answer');
    if (answer[0] !== found) return part(octets, `the device answered with error ${errorIn(answer)}`);
    const read = partIn(answer);
    if (read === undefined) return part(octets, 'an answer is malformed');
    octets = Buffer.concat([octets, read.octets]);
    if (octets.length > mostOctets) return part(Buffer.alloc(0), 'the records never end');
    if (read.continuation.length === 1) return whole(octets);
    continuation = read.continuation;
  }
  return part(Buffer.alloc(0), 'the records never end');
}

interface Asking {
  readonly transaction: number;
  readonly uuid: string;
  readonly continuation: Buffer;
  readonly milliseconds: number;
}

function ask(channel: Channel, { transaction, uuid, continuation, milliseconds }: Asking): Promise<Buffer | undefined> {
  const body = Buffer.concat([
    element.sequence(element.uuid(uuid)),
    Buffer.from([0xff, 0xff]),
    element.sequence(element.number(0x0000ffff, 4)),
    continuation,
  ]);
  const head = Buffer.from([search, transaction >> 8, transaction & 0xff, body.length >> 8, body.length & 0xff]);
  const answered = new Promise<Buffer | undefined>((resolve) => {
    const end = (payload?: Buffer) => {
      clearTimeout(timer);
      channel.off('data', listen).off('close', end);
      resolve(payload);
    };
    const listen = (payload: Buffer) => {
      if (payload.length >= 5 && payload.readUInt16BE(1) === transaction) end(payload);
    };
    const timer = setTimeout(() => end(), milliseconds);
    channel.on('data', listen).on('close', end);
  });
  channel.send(Buffer.concat([head, body]));
  return answered;
}

const errorIn = (answer: Buffer): string => (answer.length >= 7 ? String(answer.readUInt16BE(5)) : 'of no number');

// Count, octets, length of the continuation, continuation (4.7.2).
function partIn(answer: Buffer): { readonly octets: Buffer; readonly continuation: Buffer } | undefined {
  if (answer.length < 8 || answer.readUInt16BE(3) !== answer.length - 5) return undefined;
  const end = 7 + answer.readUInt16BE(5);
  const more = answer[end];
  if (more === undefined || more > 16 || end + 1 + more !== answer.length) return undefined;
  return { octets: answer.subarray(7, end), continuation: answer.subarray(end) };
}

function whole(octets: Buffer): Browsed {
  try {
    const lists = readElement(octets);
    const records = lists.kind === 'sequence' ? lists.value.slice(0, mostRecords).map(recordOf) : [];
    return { records, complete: true, problem: undefined };
  } catch (error) {
    if (error instanceof NotAnElement) return part(Buffer.alloc(0), `the records are malformed: ${error.message}`);
    throw error;
  }
}

const part = (octets: Buffer, problem: string): Browsed => ({
  records: octets.length === 0 ? [] : whole(octets).records,
  complete: false,
  problem,
});

const attribute = { handle: 0x0000, classes: 0x0001, protocols: 0x0004, name: 0x0100 } as const;

function recordOf(list: DataElement): ServiceRecord {
  const parts = partsOf(list);
  const values = new Map<number, DataElement>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [key, value] = [parts[at], parts[at + 1]];
    if (key?.kind === 'number' && value !== undefined && !values.has(key.value)) values.set(key.value, value);
  }
  const handle = values.get(attribute.handle);
  const name = values.get(attribute.name);
  const classes = partsOf(values.get(attribute.classes)).flatMap((each) => (each.kind === 'uuid' ? [each.value] : []));
  return {
    handle: handle?.kind === 'number' ? handle.value : 0,
    classes: classes.slice(0, 20),
    name: name?.kind === 'text' ? name.value : undefined,
    ...protocolsIn(partsOf(values.get(attribute.protocols))),
  };
}

const partsOf = (of: DataElement | undefined) => (of?.kind === 'sequence' ? of.value : []);

// Each protocol is a sequence of its UUID and its parameters: a PSM for L2CAP, a channel for RFCOMM (5.1.5).
function protocolsIn(stacks: readonly DataElement[]) {
  const parameter = (uuid: string) => {
    const stack = stacks.map(partsOf).find(([first]) => first?.kind === 'uuid' && first.value === uuid);
    const second = stack?.[1];
    return second?.kind === 'number' ? second.value : undefined;
  };
  return { psm: parameter('0100'), channel: parameter('0003') };
}
