/** The protocol whose rules a message breaks. */
export type Layer = 'l2cap' | 'att' | 'smp';

/** One malformed message of the corpus. */
export interface Message {
  /** How an observation names it. */
  readonly name: string;
  readonly layer: Layer;
  /** The clause of the Bluetooth Core Specification whose rules it breaks or strains. */
  readonly clause: string;
  /** Frames of L2CAP, sent one right after the other; their length and channel are sent as they stand, and may lie. */
  readonly frames: readonly Buffer[];
  /** It is shaped like a write to an attribute that exists, so that the toy may keep what it says. */
  readonly writes: boolean;
}

/** Octets as numbers, as hexadecimal digits, or as they are. */
type Octets = readonly number[] | string | Uint8Array;

/** A frame whose header tells the truth (Vol 3 Part A 3.1). */
export function frame(channel: number, payload: Octets): Buffer {
  const bytes = octets(payload);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(bytes.length, 0);
  head.writeUInt16LE(channel, 2);
  return Buffer.concat([head, bytes]);
}

export const octets = (given: Octets): Buffer =>
  typeof given === 'string' ? Buffer.from(given.replaceAll(' ', ''), 'hex') : Buffer.from(given);

/** The table of one protocol: each row names a message, the clause that it breaks, and the PDUs on its channel. */
export const tableOf =
  ({ layer, channel, part }: { readonly layer: Layer; readonly channel: number; readonly part: string }) =>
  (clause: string, name: string, ...pdus: readonly Octets[]): Message => ({
    name,
    layer,
    clause: `${part} ${clause}`,
    frames: pdus.map((pdu) => frame(channel, pdu)),
    writes: false,
  });
