import { advertising } from './unwrap.ts';

/** A packet of a capture that a test writes. */
export interface Written {
  readonly octets: Buffer;
  readonly microseconds: number;
}

/** What was on the air: access address, PDU and check sum. */
export interface OnAir {
  readonly microseconds: number;
  readonly accessAddress: number;
  readonly pdu: Buffer;
  readonly crc: number;
  readonly fromCentral: boolean;
}

/** Access address, PDU, check sum. */
export function bare({ accessAddress, pdu, crc }: OnAir): Buffer {
  const around = Buffer.alloc(pdu.length + 7);
  around.writeUInt32LE(accessAddress, 0);
  around.set(pdu, 4);
  around.writeUIntLE(crc, pdu.length + 4, 3);
  return around;
}

/** The wrappings of a sniffer's packet, by link type. */
export const wrapped: Readonly<Record<number, (packet: OnAir) => Buffer>> = {
  147: bare,
  251: bare,
  192: (packet) => Buffer.concat([Buffer.from('0000080093000000', 'hex'), bare(packet)]),
  256: (packet) => {
    const kind = packet.accessAddress === advertising ? 0 : packet.fromCentral ? 2 : 3;
    const header = Buffer.alloc(10);
    header.writeUInt32LE(packet.accessAddress, 4);
    header.writeUInt16LE(0x0c01 | (kind << 7), 8);
    return Buffer.concat([header, bare(packet)]);
  },
  272: (packet) => {
    const header = Buffer.from('00060001000006 0a0100000000000000 00'.replaceAll(' ', ''), 'hex');
    header[8] = 1 | (packet.fromCentral ? 2 : 0);
    const inside = bare(packet);
    header[2] = header.length - 7 + inside.length;
    return Buffer.concat([header, inside]);
  },
};

/** A pcap file, in either octet order. */
export function pcapFile(linkType: number, packets: readonly Written[], order: 'LE' | 'BE' = 'LE'): Buffer {
  const word = (buffer: Buffer, value: number, at: number) =>
    order === 'LE' ? buffer.writeUInt32LE(value, at) : buffer.writeUInt32BE(value, at);
  const header = Buffer.alloc(24);
  word(header, 0xa1b2c3d4, 0);
  if (order === 'LE') header.set([2, 0, 4, 0], 4);
  else header.set([0, 2, 0, 4], 4);
  word(header, 0x40000, 16);
  word(header, linkType, 20);
  const records = packets.map(({ octets, microseconds }) => {
    const front = Buffer.alloc(16);
    word(front, Math.floor(microseconds / 1e6), 0);
    word(front, Math.floor(microseconds % 1e6), 4);
    word(front, octets.length, 8);
    word(front, octets.length, 12);
    return Buffer.concat([front, octets]);
  });
  return Buffer.concat([header, ...records]);
}

/** A pcapng file with one interface whose clock ticks in nanoseconds. */
export function pcapngFile(linkType: number, packets: readonly Written[]): Buffer {
  const block = (type: number, body: Buffer) => {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    const whole = Buffer.alloc(padded.length + 12);
    whole.writeUInt32LE(type, 0);
    whole.writeUInt32LE(whole.length, 4);
    whole.set(padded, 8);
    whole.writeUInt32LE(whole.length, whole.length - 4);
    return whole;
  };
  const section = block(0x0a0d0d0a, Buffer.from('4d3c2b1a01000000ffffffffffffffff', 'hex'));
  const options = Buffer.from('090001000900000000000000', 'hex');
  const described = block(1, Buffer.concat([Buffer.from([linkType & 255, linkType >> 8, 0, 0, 0, 0, 4, 0]), options]));
  const blocks = packets.map(({ octets, microseconds }) => {
    const front = Buffer.alloc(20);
    const ticks = BigInt(Math.floor(microseconds)) * 1000n;
    front.writeUInt32LE(Number(ticks >> 32n), 4);
    front.writeUInt32LE(Number(ticks & 0xffffffffn), 8);
    front.writeUInt32LE(octets.length, 12);
    front.writeUInt32LE(octets.length, 16);
    return block(6, Buffer.concat([front, octets]));
  });
  return Buffer.concat([section, described, ...blocks]);
}

/** A packet of HCI with its type in front. */
export interface WrittenHci extends Written {
  readonly sent: boolean;
}

/** A btsnoop file of H4 packets. */
export function btsnoopFile(packets: readonly WrittenHci[]): Buffer {
  const whole = Buffer.alloc(16);
  whole.write('btsnoop\0', 'latin1');
  whole.writeUInt32BE(1, 8);
  whole.writeUInt32BE(1002, 12);
  const records = packets.map(({ octets, microseconds, sent }) => {
    const front = Buffer.alloc(24);
    front.writeUInt32BE(octets.length, 0);
    front.writeUInt32BE(octets.length, 4);
    const isControl = octets[0] === 1 || octets[0] === 4;
    front.writeUInt32BE((sent ? 0 : 1) | (isControl ? 2 : 0), 8);
    front.writeBigInt64BE(BigInt(Math.floor(microseconds)) + 0x00dcddb30f2f8000n, 16);
    return Buffer.concat([front, octets]);
  });
  return Buffer.concat([whole, ...records]);
}
