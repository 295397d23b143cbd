/** A data element of SDP (Bluetooth Core, Vol 3 Part B 3): a number, a UUID, text, or a sequence. */
export type DataElement =
  | { readonly kind: 'nil' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'uuid'; readonly value: string }
  | { readonly kind: 'text'; readonly value: Buffer }
  | { readonly kind: 'sequence'; readonly value: readonly DataElement[] };

const deepest = 8;
const mostElements = 5000;

/** A text that is no data element. */
export class NotAnElement extends Error {}

/** Reads the element that these octets are. @throws NotAnElement */
export function readElement(octets: Buffer): DataElement {
  const count = { left: mostElements };
  const { element, end } = read(octets, { at: 0, depth: 0, count });
  if (end !== octets.length) throw new NotAnElement('octets are left over');
  return element;
}

interface Where {
  readonly at: number;
  readonly depth: number;
  readonly count: { left: number };
}

function read(octets: Buffer, { at, depth, count }: Where): { readonly element: DataElement; readonly end: number } {
  if (depth > deepest) throw new NotAnElement('it is too deep');
  if (count.left-- <= 0) throw new NotAnElement('it has too many parts');
  const { type, start, end } = extent(octets, at);
  const value = octets.subarray(start, end);
  if (type !== 6 && type !== 7) return { element: simple(type, value), end };
  const parts: DataElement[] = [];
  for (let inside = start; inside < end;) {
    const part = read(octets.subarray(0, end), { at: inside, depth: depth + 1, count });
    parts.push(part.element);
    inside = part.end;
  }
  return { element: { kind: 'sequence', value: parts }, end };
}

// The lower three bits tell the size: of the value, or of the number that tells it (3.3).
function extent(octets: Buffer, at: number) {
  const head = octets[at];
  if (head === undefined) throw new NotAnElement('it ends too soon');
  const [type, size] = [head >> 3, head & 7];
  const told = size < 5 ? 0 : 1 << (size - 5);
  const start = at + 1 + told;
  if (start > octets.length) throw new NotAnElement('it ends too soon');
  const length = type === 0 ? 0 : told === 0 ? 1 << size : octets.readUIntBE(at + 1, told);
  if (start + length > octets.length) throw new NotAnElement('it claims more than is there');
  return { type, start, end: start + length };
}

function simple(type: number, value: Buffer): DataElement {
  if (type === 0) return { kind: 'nil' };
  // Numbers and truth have a first octet, and UUIDs one of three sizes (3.2).
  if ([1, 2, 5].includes(type) && value.length === 0) throw new NotAnElement('it has no octet');
  if (type === 3 && ![2, 4, 16].includes(value.length)) throw new NotAnElement('it has not the size of a UUID');
  if (type === 1 || type === 2) return { kind: 'number', value: value.readUIntBE(0, Math.min(6, value.length)) };
  if (type === 3) return { kind: 'uuid', value: uuidText(value) };
  if (type === 5) return { kind: 'boolean', value: value[0] !== 0 };
  return { kind: 'text', value };
}

const baseTail = '-0000-1000-8000-00805f9b34fb';

// The short forms stand for the base UUID with their digits in front (2.5.1).
function uuidText(value: Buffer): string {
  const digits = value.toString('hex');
  if (digits.length === 4) return digits;
  if (digits.length === 8) return digits.startsWith('0000') ? digits.slice(4) : digits + baseTail;
  const text = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return text.startsWith('0000') && text.endsWith(baseTail) ? text.slice(4, 8) : text;
}

/** The octets of elements. */
export const element = {
  number: (value: number, octets: 1 | 2 | 4 = 2): Buffer => {
    const body = Buffer.alloc(octets + 1);
    body.writeUInt8(8 + Math.log2(octets), 0);
    body.writeUIntBE(value, 1, octets);
    return body;
  },
  uuid: (short: string): Buffer => Buffer.concat([Buffer.from([0x19]), Buffer.from(short, 'hex')]),
  text: (value: string): Buffer => Buffer.concat([Buffer.from([0x25, Buffer.byteLength(value)]), Buffer.from(value)]),
  sequence: (...parts: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([0x36, body.length >> 8, body.length & 0xff]), body]);
  },
};
