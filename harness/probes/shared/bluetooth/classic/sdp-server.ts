import type { Channel } from './l2cap.ts';
import { element, NotAnElement, readElement } from './data-element.ts';

/** A service as a device offers it. */
export interface Offered {
  /** Short UUIDs of its classes. */
  readonly classes: readonly string[];
  readonly name: string;
  readonly psm: number;
  /** Serial channel, where it speaks RFCOMM. */
  readonly channel?: number;
}

/** Octets of one answer, so that a long list takes several. */
const piece = 400;

/** Answers questions for all attributes of the records that hang on a UUID. */
export function serveSdp(channel: Channel, offered: readonly Offered[]): void {
  channel.on('data', (payload) => {
    if (payload.length < 5) return;
    const transaction = payload.subarray(1, 3);
    const reply = (code: number, body: Buffer) => {
      const head = Buffer.from([code, ...transaction, body.length >> 8, body.length & 0xff]);
      channel.send(Buffer.concat([head, body]));
    };
    const lists = payload[0] === 0x06 ? listsFor(payload.subarray(5), offered) : undefined;
    // Invalid request syntax (Vol 3 Part B, 4.4.1).
    if (lists === undefined) reply(0x01, Buffer.from([0, 3]));
    else reply(0x07, answerOf(lists.octets, lists.from));
  });
}

function answerOf(octets: Buffer, from: number): Buffer {
  const part = octets.subarray(from, from + piece);
  const next = from + part.length;
  const more = next < octets.length ? Buffer.from([2, next >> 8, next & 0xff]) : Buffer.from([0]);
  return Buffer.concat([Buffer.from([part.length >> 8, part.length & 0xff]), part, more]);
}

function listsFor(body: Buffer, offered: readonly Offered[]) {
  const pattern = patternIn(body);
  if (pattern === undefined) return undefined;
  const matching = offered.flatMap((service, at) =>
    pattern.uuids.every((uuid) => uuidsOf(service).includes(uuid)) ? [recordOf(service, 0x10000 + at)] : [],
  );
  return { octets: element.sequence(...matching), from: pattern.from };
}

const uuidsOf = ({ classes, channel }: Offered) => [
  ...classes,
  '0100',
  '1002',
  ...(channel === undefined ? [] : ['0003']),
];

// The pattern is a sequence of UUIDs; the continuation at the end is the place to go on from.
function patternIn(body: Buffer): { readonly uuids: readonly string[]; readonly from: number } | undefined {
  try {
    const [head = 0, one = 0, two = 0] = body;
    const length = head === 0x36 ? 3 + ((one << 8) | two) : 2 + one;
    const pattern = readElement(body.subarray(0, length));
    if (pattern.kind !== 'sequence') return undefined;
    const uuids = pattern.value.flatMap((each) => (each.kind === 'uuid' ? [each.value] : []));
    const continues = body.length >= 3 && body[body.length - 3] === 2;
    return { uuids, from: continues ? body.readUInt16BE(body.length - 2) : 0 };
  } catch (error) {
    if (error instanceof NotAnElement) return undefined;
    throw error;
  }
}

function recordOf({ classes, name, psm, channel }: Offered, handle: number): Buffer {
  const stack = [
    element.sequence(element.uuid('0100'), ...(channel === undefined ? [element.number(psm)] : [])),
    ...(channel === undefined ? [] : [element.sequence(element.uuid('0003'), element.number(channel, 1))]),
  ];
  return element.sequence(
    ...[element.number(0x0000), element.number(handle, 4)],
    ...[element.number(0x0001), element.sequence(...classes.map(element.uuid))],
    ...[element.number(0x0004), element.sequence(...stack)],
    ...[element.number(0x0005), element.sequence(element.uuid('1002'))],
    ...[element.number(0x0100), element.text(name)],
  );
}
