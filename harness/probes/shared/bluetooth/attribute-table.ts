import { att, word, type AttClient } from './att.ts';
import { uuidText } from './uuid.ts';

/** Marks of a characteristic (Bluetooth Core, Vol 3 Part G 3.3.1.1). */
const properties = {
  broadcast: 0x01,
  read: 0x02,
  'write-without-response': 0x04,
  write: 0x08,
  notify: 0x10,
  indicate: 0x20,
  'signed-write': 0x40,
} as const;

export type Property = keyof typeof properties;

/** One attribute that can be read or written: the value of a characteristic, or a descriptor of it. */
export interface Attribute {
  readonly handle: number;
  readonly kind: 'value' | 'descriptor' | 'other';
  /** UUID of the service that it lies in; empty outside of all. */
  readonly service: string;
  /** UUID of the characteristic; of the attribute itself where it belongs to none. */
  readonly characteristic: string;
  readonly uuid: string;
  readonly properties: readonly Property[];
}

/** The attribute table as far as it was told. */
export interface AttributeTable {
  readonly attributes: readonly Attribute[];
  readonly services: readonly string[];
  /** Why it is not whole; undefined where it is. */
  readonly brokeOff: string | undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly uuid: string;
}

interface Characteristic {
  readonly declaration: number;
  readonly value: number;
  readonly marks: number;
  readonly uuid: string;
}

/** Handles that are read at most; a table of a toy has some dozens. */
const mostHandles = 4000;
const notFound = 0x0a;
const groups = { primary: 0x2800, secondary: 0x2801, characteristic: 0x2803 } as const;
const structural = new Set(['2800', '2801', '2802', '2803']);

class BrokeOff extends Error {}

/**
 * Walks through all handles up to the last, so that what lies outside of every service is found too. A server that goes round
 * in circles, or tells more than a toy can hold, is left.
 */
export async function readAttributeTable(client: AttClient, signal: AbortSignal): Promise<AttributeTable> {
  const found = { ranges: [] as Range[], characteristics: [] as Characteristic[], handles: new Map<number, string>() };
  const walk = async (code: number, tail: Buffer, take: (value: Buffer) => number | undefined) => {
    for (let start = 1, turns = 0; start <= 0xffff; turns++) {
      signal.throwIfAborted();
      if (turns > mostHandles) throw new BrokeOff('it did not come to an end');
      const answer = await client.request(code, word(start), word(0xffff), tail);
      if (answer.kind === 'error' && answer.code === notFound) return;
      if (answer.kind !== 'response') throw new BrokeOff(saidBy(answer));
      const last = take(answer.value);
      if (last === undefined || last < start) throw new BrokeOff('its answer told of handles that were not asked for');
      if (found.handles.size > mostHandles) throw new BrokeOff(`it told of more than ${mostHandles} handles`);
      start = last + 1;
    }
  };
  try {
    for (const type of [groups.primary, groups.secondary])
      await walk(att.readByGroup, word(type), (value) => takeGroups(value, found.ranges));
    await walk(att.readByType, word(groups.characteristic), (value) => takeDeclarations(value, found.characteristics));
    await walk(att.findInformation, Buffer.alloc(0), (value) => takeInformation(value, found.handles));
    return { ...tableOf(found), brokeOff: undefined };
  } catch (error) {
    if (error instanceof BrokeOff) return { ...tableOf(found), brokeOff: error.message };
    throw error;
  }
}

const saidBy = (answer: { readonly kind: string; readonly code?: number }): string =>
  answer.kind === 'error'
    ? `it answered with error 0x${(answer.code ?? 0).toString(16).padStart(2, '0')}`
    : ({ silent: 'it did not answer', ended: 'the link ended', malformed: 'its answer is malformed' }[answer.kind] ??
      answer.kind);

// Each entry: handle, last handle of the group, UUID (Vol 3 Part F 3.4.4.10).
function takeGroups(value: Buffer, into: Range[]): number | undefined {
  let last: number | undefined;
  for (const entry of entriesOf(value, [6, 20])) {
    const [start, end] = [entry.readUInt16LE(0), entry.readUInt16LE(2)];
    if (end < start || into.length > mostHandles) return undefined;
    into.push({ start, end, uuid: uuidText(entry.subarray(4)) });
    last = end;
  }
  return last;
}

// Each entry: handle, marks, handle of the value, UUID (Vol 3 Part G 3.3.1).
function takeDeclarations(value: Buffer, into: Characteristic[]): number | undefined {
  let last: number | undefined;
  for (const entry of entriesOf(value, [7, 21])) {
    if (into.length > mostHandles) return undefined;
    last = entry.readUInt16LE(0);
    const uuid = uuidText(entry.subarray(5));
    into.push({ declaration: last, marks: entry.readUInt8(2), value: entry.readUInt16LE(3), uuid });
  }
  return last;
}

function entriesOf(value: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const [size = 0] = value;
  if (!sizes.includes(size)) return [];
  const count = Math.floor((value.length - 1) / size);
  return Array.from({ length: count }, (_, n) => value.subarray(1 + n * size, 1 + (n + 1) * size));
}

// The format says whether the UUIDs are of 2 or of 16 octets (Vol 3 Part F 3.4.3.2).
function takeInformation(value: Buffer, into: Map<number, string>): number | undefined {
  const size = { 1: 4, 2: 18 }[value[0] ?? 0];
  if (size === undefined) return undefined;
  let last: number | undefined;
  for (let at = 1; at + size <= value.length; at += size) {
    last = value.readUInt16LE(at);
    into.set(last, uuidText(value.subarray(at + 2, at + size)));
  }
  return last;
}

function tableOf({
  ranges,
  characteristics,
  handles,
}: {
  readonly ranges: readonly Range[];
  readonly characteristics: readonly Characteristic[];
  readonly handles: ReadonlyMap<number, string>;
}): Pick<AttributeTable, 'attributes' | 'services'> {
  const known = new Map(handles);
  for (const { value, uuid } of characteristics) if (!known.has(value)) known.set(value, uuid);
  const attributes = [...known]
    .filter(([, uuid]) => !structural.has(uuid))
    .sort(([one], [other]) => one - other)
    .map(([handle, uuid]): Attribute => {
      const service = ranges.find(({ start, end }) => start <= handle && handle <= end);
      const own = characteristics.findLast(({ declaration }) => declaration < handle);
      const belongs = own !== undefined && (service === undefined || own.declaration >= service.start);
      const kind = belongs ? (own.value === handle ? 'value' : 'descriptor') : 'other';
      const characteristic = belongs ? own.uuid : uuid;
      const marks = kind === 'value' && own !== undefined ? own.marks : 0;
      return { handle, kind, uuid, service: service?.uuid ?? '', characteristic, properties: propertiesOf(marks) };
    });
  return { attributes, services: ranges.map(({ uuid }) => uuid) };
}

const propertiesOf = (marks: number): readonly Property[] =>
  (Object.entries(properties) as [Property, number][]).filter(([, mark]) => marks & mark).map(([name]) => name);
