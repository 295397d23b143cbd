import { btsnoopLink, type CaptureRecord } from './formats/capture-record.ts';
import { hciType, type AirPacket, type HciPacket, type PacketSinks } from './packets.ts';

/** What became of a record: a packet, a packet damaged on the air or in the recording, or none of Bluetooth. */
export type Unwrapped = 'packet' | 'damaged' | 'other';

/** The tcpdump.org link types that are read, by name. */
export const linkTypeNames: Readonly<Record<number, string | undefined>> = {
  147: 'USER0',
  187: 'BLUETOOTH_HCI_H4',
  192: 'PPI',
  201: 'BLUETOOTH_HCI_H4_WITH_PHDR',
  251: 'BLUETOOTH_LE_LL',
  254: 'BLUETOOTH_LINUX_MONITOR',
  256: 'BLUETOOTH_LE_LL_WITH_PHDR',
  272: 'NORDIC_BLE',
  [btsnoopLink.h1]: 'btsnoop H1',
  [btsnoopLink.h4]: 'btsnoop H4',
  [btsnoopLink.monitor]: 'btsnoop Linux monitor',
};

/** Takes the wrapping of a capture off and hands the packet over. */
export function unwrapper(sinks: PacketSinks): (record: CaptureRecord) => Unwrapped {
  const air: AirPacket = {
    microseconds: 0,
    accessAddress: 0,
    pdu: Buffer.alloc(0),
    crc: undefined,
    fromCentral: undefined,
    opened: false,
  };
  const hci: HciPacket = { microseconds: 0, adapter: 0, type: 0, sent: undefined, octets: Buffer.alloc(0) };
  return (record) => {
    const { linkType } = record;
    air.microseconds = hci.microseconds = record.microseconds;
    const unwrapAir = airForms[linkType];
    if (unwrapAir !== undefined) return handed(unwrapAir(record.octets, air), () => sinks.air(air));
    const unwrapHci = hciForms[linkType];
    if (unwrapHci !== undefined) return handed(unwrapHci(record, hci), () => sinks.hci(hci));
    return 'other';
  };
}

function handed(became: Unwrapped, hand: () => void): Unwrapped {
  if (became === 'packet') hand();
  return became;
}

type UnwrapAir = (octets: Buffer, into: AirPacket) => Unwrapped;

const airForms: Readonly<Record<number, UnwrapAir | undefined>> = {
  // Ubertooth wrote its captures as USER0 before the link layer had a number of its own.
  147: bare,
  251: bare,
  192: ppi,
  256: withPseudoHeader,
  272: nordic,
};

/** Access address, header, payload, check sum. */
function bare(octets: Buffer, into: AirPacket): Unwrapped {
  into.fromCentral = undefined;
  into.opened = false;
  return linkLayer(octets, into, { checked: false });
}

function linkLayer(octets: Buffer, into: AirPacket, { checked }: { readonly checked: boolean }): Unwrapped {
  if (octets.length < 6) return 'damaged';
  const end = 6 + (octets[5] ?? 0);
  if (end > octets.length) return 'damaged';
  into.accessAddress = octets.readUInt32LE(0);
  into.pdu = octets.subarray(4, end);
  into.crc = !checked && octets.length >= end + 3 ? octets.readUIntLE(end, 3) : undefined;
  return 'packet';
}

/** Per-Packet Information: its fields are passed over, and the packet inside has a link type of its own. */
function ppi(octets: Buffer, into: AirPacket): Unwrapped {
  if (octets.length < 8) return 'damaged';
  const length = octets.readUInt16LE(2);
  if (length < 8 || length > octets.length) return 'damaged';
  const inner = octets.readUInt32LE(4);
  const unwrap = inner === 192 ? undefined : airForms[inner];
  return unwrap === undefined ? 'other' : unwrap(octets.subarray(length), into);
}

/** LINKTYPE_BLUETOOTH_LE_LL_WITH_PHDR: ten octets in front, the last two of them flags. */
function withPseudoHeader(octets: Buffer, into: AirPacket): Unwrapped {
  if (octets.length < 16) return 'damaged';
  const flags = octets.readUInt16LE(8);
  const [crcChecked, crcValid] = [(flags & 0x0400) !== 0, (flags & 0x0800) !== 0];
  if (crcChecked && !crcValid) return 'damaged';
  const kind = (flags >> 7) & 7;
  into.fromCentral = kind === 2 ? true : kind === 3 ? false : undefined;
  into.opened = (flags & 0x0008) !== 0;
  const coded = flags >> 14 === 2;
  if (!coded) return linkLayer(octets.subarray(10), into, { checked: crcChecked });
  // The coded PHY has a coding indicator between access address and header.
  const plain = Buffer.concat([octets.subarray(10, 14), octets.subarray(15)]);
  return linkLayer(plain, into, { checked: crcChecked });
}

/** The header of Nordic's sniffer, 17 octets in every version, the flags at the ninth. */
function nordic(octets: Buffer, into: AirPacket): Unwrapped {
  if (octets.length < 23) return 'damaged';
  const flags = octets[8] ?? 0;
  if ((flags & 0x01) === 0) return 'damaged';
  into.fromCentral = octets.readUInt32LE(17) === advertising ? undefined : (flags & 0x02) !== 0;
  into.opened = (flags & 0x0c) === 0x0c;
  return linkLayer(octets.subarray(17), into, { checked: true });
}

/** Access address of every advertisement (Vol 6 Part B, 2.1.2). */
export const advertising = 0x8e89bed6;

type UnwrapHci = (record: CaptureRecord, into: HciPacket) => Unwrapped;

const hciForms: Readonly<Record<number, UnwrapHci | undefined>> = {
  187: ({ octets }, into) => h4(octets, into, undefined),
  201: ({ octets }, into) =>
    octets.length < 5 ? 'damaged' : h4(octets.subarray(4), into, octets.readUInt32BE(0) === 0),
  254: ({ octets }, into) =>
    octets.length < 4
      ? 'damaged'
      : monitor(octets.subarray(4), into, { adapter: octets.readUInt16BE(0), opcode: octets.readUInt16BE(2) }),
  [btsnoopLink.h1]: h1,
  [btsnoopLink.h4]: ({ octets, flags }, into) => h4(octets, into, (flags & 1) === 0),
  [btsnoopLink.monitor]: ({ octets, flags }, into) =>
    monitor(octets, into, { adapter: flags >>> 16, opcode: flags & 0xffff }),
};

function h4(octets: Buffer, into: HciPacket, sent: boolean | undefined): Unwrapped {
  const [type = 0] = octets;
  if (type < hciType.command || type > 5) return octets.length === 0 ? 'damaged' : 'other';
  into.adapter = 0;
  into.type = type;
  into.sent = sent;
  into.octets = octets.subarray(1);
  return 'packet';
}

/** Without a type: the flags tell commands and events from data, and the direction. */
function h1({ octets, flags }: CaptureRecord, into: HciPacket): Unwrapped {
  into.adapter = 0;
  into.sent = (flags & 1) === 0;
  into.type = flags & 2 ? (into.sent ? hciType.command : hciType.event) : hciType.acl;
  into.octets = octets;
  return 'packet';
}

/** Opcodes of the Linux monitor: a command, an event, data sent, data received; the others tell of the system. */
function monitor(
  octets: Buffer,
  into: HciPacket,
  { adapter, opcode }: { readonly adapter: number; readonly opcode: number },
): Unwrapped {
  const kind = monitorKinds[opcode];
  if (kind === undefined) return 'other';
  into.adapter = adapter;
  into.type = kind.type;
  into.sent = kind.sent;
  into.octets = octets;
  return 'packet';
}

const monitorKinds: Readonly<Record<number, { readonly type: number; readonly sent: boolean } | undefined>> = {
  2: { type: hciType.command, sent: true },
  3: { type: hciType.event, sent: false },
  4: { type: hciType.acl, sent: true },
  5: { type: hciType.acl, sent: false },
  6: { type: hciType.sco, sent: true },
  7: { type: hciType.sco, sent: false },
};
