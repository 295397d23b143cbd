import { askTwice } from '../shared/datagram.ts';
import type { Asking, Finding } from './finding.ts';

const versions = [
  { name: 'v1', number: 0 },
  { name: 'v2c', number: 1 },
];
const sysDescr = [1, 3, 6, 1, 2, 1, 1, 1, 0];
const sysContact = [1, 3, 6, 1, 2, 1, 1, 4, 0];

/** Reads the description with the well-known community names, and writes the contact with the value it has (RFC 1157, RFC 3416). */
export async function askSnmp(asking: Asking): Promise<readonly Finding[]> {
  // A wrong community name is answered with silence, so that the waiting is done for all at once.
  const communities = versions.flatMap(({ name, number }) =>
    ['public', 'private'].map((community) => ({ asking, number, community, label: `${name} ${community}` })),
  );
  return (await Promise.all(communities.map(askCommunity))).flat();
}

async function askCommunity(ask: Ask): Promise<readonly Finding[]> {
  const read = await get(ask, sysDescr, 'sysDescr.0');
  const contact = await get(ask, sysContact, 'sysContact.0');
  return contact.outcome === 'granted' ? [read, await set(ask, valueIn(contact.content))] : [read];
}

interface Ask {
  readonly asking: Asking;
  readonly number: number;
  readonly community: string;
  readonly label: string;
}

const get = (ask: Ask, oid: readonly number[], name: string): Promise<Finding> =>
  send(ask, { pdu: 0xa0, oid, value: tlv(5, Buffer.alloc(0)) }, { operation: 'read', target: `${ask.label} ${name}` });

const set = (ask: Ask, value: Buffer): Promise<Finding> =>
  send(ask, { pdu: 0xa3, oid: sysContact, value }, { operation: 'write', target: `${ask.label} sysContact.0` });

interface Request {
  readonly pdu: number;
  readonly oid: readonly number[];
  readonly value: Buffer;
}

async function send(
  { asking, number, community }: Ask,
  { pdu, oid, value }: Request,
  seen: Pick<Finding, 'operation' | 'target'>,
): Promise<Finding> {
  const binding = tlv(0x30, tlv(6, Buffer.from([oid[0] === 1 ? 40 + (oid[1] ?? 0) : 0, ...oid.slice(2)])), value);
  const zero = tlv(2, Buffer.of(0));
  const body = tlv(pdu, tlv(2, Buffer.of(1)), zero, zero, tlv(0x30, binding));
  const message = tlv(0x30, tlv(2, Buffer.of(number)), tlv(4, Buffer.from(community)), body);
  const answer = await askTwice(asking.place, message, 700);
  if (answer === undefined) return { ...seen, outcome: 'unanswered' };
  const error = errorIn(answer);
  if (error === undefined) return { ...seen, outcome: 'unanswered', content: answer };
  return { ...seen, outcome: error === 0 ? 'granted' : 'refused', status: String(error), content: answer };
}

// Lengths below 128 take one byte, and longer ones are written with two more.
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

interface Element {
  readonly tag: number;
  readonly whole: Buffer;
  readonly body: Buffer;
}

function elements(bytes: Buffer): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at + 2 <= bytes.length && found.length < 50;) {
    const first = bytes[at + 1] ?? 0;
    const extra = first < 128 ? 0 : first & 127;
    if (extra > 2 || at + 2 + extra > bytes.length) break;
    const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra);
    const start = at + 2 + extra;
    found.push({
      tag: bytes[at] ?? 0,
      whole: bytes.subarray(at, start + length),
      body: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return found;
}

// version, community, PDU { request id, error status, error index, bindings }
function pduOf(answer: Buffer): readonly Element[] {
  const [message] = elements(answer);
  const pdu = elements(message?.body ?? Buffer.alloc(0))[2];
  return pdu?.tag === 0xa2 ? elements(pdu.body) : [];
}

function errorIn(answer: Buffer): number | undefined {
  const [, error, , bindings] = pduOf(answer);
  if (error === undefined || bindings === undefined) return undefined;
  const [binding] = elements(bindings.body);
  const value = elements(binding?.body ?? Buffer.alloc(0))[1];
  // SNMPv2 tells the absence of an object in place of its value (0x80–0x82).
  return error.body[0] === 0 && value !== undefined && value.tag >= 0x80 ? value.tag : (error.body[0] ?? 0);
}

function valueIn(content: Uint8Array | string | undefined): Buffer {
  const bindings = pduOf(Buffer.from(content ?? ''))[3];
  const [binding] = elements(bindings?.body ?? Buffer.alloc(0));
  return elements(binding?.body ?? Buffer.alloc(0))[1]?.whole ?? tlv(4, Buffer.alloc(0));
}
