/** One MQTT control packet: type and flags of its first octet, and what follows the length. */
export interface Packet {
  readonly type: number;
  readonly flags: number;
  readonly body: Buffer;
}

/** Something that no client should send; the connection ends (MQTT 5.0, clause 4.13). */
export class Malformed extends Error {}

const mostOctets = 64 * 1024;

/** The packets at the start of what has arrived, and the octets left over. @throws Malformed */
export function split(arrived: Buffer): { readonly packets: readonly Packet[]; readonly rest: Buffer } {
  const packets: Packet[] = [];
  let rest = arrived;
  for (let found = first(rest); found !== undefined; found = first(rest)) {
    packets.push(found.packet);
    rest = rest.subarray(found.octets);
  }
  return { packets, rest };
}

function first(octets: Buffer): { packet: Packet; octets: number } | undefined {
  const head = octets[0];
  const length = head === undefined ? undefined : variable(octets, 1);
  if (head === undefined || length === undefined) return undefined;
  if (length.value > mostOctets) throw new Malformed('too long');
  const end = length.next + length.value;
  if (octets.length < end) return undefined;
  return { packet: { type: head >> 4, flags: head & 15, body: octets.subarray(length.next, end) }, octets: end };
}

/** A variable byte integer (clause 1.5.5); undefined while octets of it are missing. */
function variable(octets: Buffer, at: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 4; index++) {
    const octet = octets[at + index];
    if (octet === undefined) return undefined;
    value += (octet & 127) * 128 ** index;
    if (octet < 128) return { value, next: at + index + 1 };
  }
  throw new Malformed('length of more than four octets');
}

/** Reads the fields of a packet in order. Every method throws Malformed where the packet ends too soon. */
export class Fields {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  get done(): boolean {
    return this.#at >= this.#body.length;
  }

  octet(): number {
    return this.#take(1)[0] ?? 0;
  }

  number(): number {
    return this.#take(2).readUInt16BE();
  }

  bytes(): Buffer {
    return this.#take(this.number());
  }

  text(): string {
    const text = this.bytes().toString('utf8');
    if (/[\0\ufffd]/.test(text)) throw new Malformed('not a text');
    return text;
  }

  skipProperties(): void {
    const length = variable(this.#body, this.#at);
    if (length === undefined) throw new Malformed('ends too soon');
    this.#at = length.next;
    this.#take(length.value);
  }

  rest(): Buffer {
    return this.#take(this.#body.length - this.#at);
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.#body.length) throw new Malformed('ends too soon');
    const taken = this.#body.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

/** The octets of a packet. Bodies here stay below 16 kilobytes. */
export function packet(type: number, flags: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = body;
  const encoded = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return Buffer.concat([Buffer.from([(type << 4) | flags, ...encoded]), body]);
}

/** A text with its length before it. */
export function textOctets(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}
