/** Frame types (ETSI TS 107 010, 5.2.1.3, as RFCOMM 1.2 takes it), with the poll bit. */
export const frame = { sabm: 0x3f, ua: 0x73, dm: 0x1f, disc: 0x53, uih: 0xef, uihCredits: 0xff } as const;
/** Commands of the multiplexer (5.4.6.3). */
export const multiplexer = { negotiation: 0x20, modem: 0x38 } as const;

const table = Uint8Array.from({ length: 256 }, (_, octet) => {
  let value = octet;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >> 1) ^ 0xe0 : value >> 1;
  return value;
});

/** Frame check sequence (TS 107 010, annex B.3.5). */
export const checkSequence = (octets: Uint8Array): number =>
  0xff - octets.reduce((value, octet) => table[value ^ octet] ?? 0, 0xff);

/** One frame as it was read; a check sequence that does not hold is passed over, as many devices do. */
export interface Frame {
  readonly dlci: number;
  readonly control: number;
  readonly data: Buffer;
}

/** The octets of a frame. */
export function frameOf(address: number, control: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const length = data.length < 128 ? [(data.length << 1) | 1] : [(data.length << 1) & 0xfe, data.length >> 7];
  const head = Buffer.from([address, control, ...length]);
  const covered = (control & 0xef) === frame.uih ? head.subarray(0, 2) : head;
  return Buffer.concat([head, data, Buffer.from([checkSequence(covered)])]);
}

/** The frame that these octets are; undefined where they are none. */
export function readFrame(octets: Buffer): Frame | undefined {
  if (octets.length < 4) return undefined;
  const [address = 0, control = 0, first = 0, second = 0] = octets;
  const long = (first & 1) === 0;
  const length = long ? (first >> 1) | (second << 7) : first >> 1;
  // One octet of credits may stand before the data.
  const start = (long ? 4 : 3) + (control === frame.uihCredits ? 1 : 0);
  if (start + length + 1 > octets.length) return undefined;
  return { dlci: address >> 2, control, data: octets.subarray(start, start + length) };
}

/** The octets of a command of the multiplexer. */
export const multiplexed = (type: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(type << 2) | 3, (value.length << 1) | 1]), value]);
