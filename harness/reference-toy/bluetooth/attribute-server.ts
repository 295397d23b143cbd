import { att, attChannel, word } from '../../probes/shared/bluetooth/att.ts';
import { signedValue } from '../../probes/shared/bluetooth/signed-write.ts';
import type { Link } from '../../probes/shared/bluetooth/acl.ts';
import type { Opens } from './manners.ts';
import type { ToyAttribute } from './toy-attributes.ts';

/** Error codes of the Attribute Protocol (Bluetooth Core, Vol 3 Part F 3.4.1.1). */
export const attError = {
  invalidHandle: 0x01,
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  invalidPdu: 0x04,
  insufficientAuthentication: 0x05,
  requestNotSupported: 0x06,
  invalidOffset: 0x07,
  attributeNotFound: 0x0a,
  insufficientEncryption: 0x0f,
  unsupportedGroup: 0x10,
  invalidLength: 0x0d,
} as const;

/** What the server asks of the toy around it. */
export interface ServerWorld {
  readonly attributes: readonly ToyAttribute[];
  readonly allows: (opens: Opens) => boolean;
  readonly wrote: (attribute: ToyAttribute, value: Buffer, allowed: boolean) => void;
  /** Whether a signed write may do what asks for such a link. */
  readonly signed: (pdu: Buffer, opens: Opens) => boolean;
  readonly obeysBeforeRefusing: boolean;
  /** Called at a PDU that no one should send. */
  readonly malformed: () => void;
}

/** What only a server sends (Vol 3 Part F 3.4.8): an answer to it could be answered again, without end. */
const onlyServersSend = new Set<number>([
  ...[att.error, att.mtuResponse, att.findInformation + 1, 0x07, att.readByType + 1, att.read + 1, att.readBlob + 1],
  ...[0x0f, att.readByGroup + 1, att.write + 1, att.prepareWrite + 1, att.executeWrite + 1, 0x21],
  ...[att.notification, att.indication, 0x23],
]);
const mostValue = 512;
const ownMtu = 247;

/** The server's end of the Attribute Protocol on one link. */
export class AttributeServer {
  readonly #link: Link;
  readonly #world: ServerWorld;
  /** Handles of values that this link subscribed to. */
  readonly subscriptions = new Set<number>();
  #mtu = 23;
  #prepared: { readonly attribute: ToyAttribute; readonly offset: number; readonly part: Buffer }[] = [];

  constructor(link: Link, world: ServerWorld) {
    this.#link = link;
    this.#world = world;
    link.on('frame', (channel, payload) => {
      if (channel === attChannel) this.#take(payload);
    });
  }

  notify(handle: number, value: Buffer): void {
    if (this.subscriptions.has(handle))
      this.#send(Buffer.concat([Buffer.from([att.notification]), word(handle), value.subarray(0, this.#mtu - 3)]));
  }

  #send(pdu: Buffer): void {
    this.#link.send(attChannel, pdu);
  }

  #take(pdu: Buffer): void {
    const [code = 0] = pdu;
    if (onlyServersSend.has(code)) {
      this.#world.malformed();
      return;
    }
    const answer =
      pdu.length > this.#mtu || pdu.length === 0 ? attError.invalidPdu : this.#answer(code, pdu.subarray(1));
    if (answer === undefined) return;
    if (typeof answer !== 'number') {
      this.#send(answer);
      return;
    }
    if (answer === attError.invalidPdu || answer === attError.requestNotSupported) this.#world.malformed();
    // A command is never answered (Vol 3 Part F 3.3).
    if ((code & 0x40) !== 0) return;
    const handle = pdu.length >= 3 ? pdu.readUInt16LE(1) : 0;
    this.#send(Buffer.concat([Buffer.from([att.error, code]), word(handle), Buffer.from([answer])]));
  }

  #answer(code: number, rest: Buffer): Buffer | number | undefined {
    switch (code) {
      case att.mtuRequest:
        return rest.length === 2 ? this.#agreeMtu(rest.readUInt16LE(0)) : attError.invalidPdu;
      case att.findInformation:
        return rest.length === 4 ? this.#information(range(rest)) : attError.invalidPdu;
      case att.readByType:
      case att.readByGroup:
        return [6, 20].includes(rest.length) ? this.#byType(code, rest) : attError.invalidPdu;
      case att.read:
        return rest.length === 2 ? this.#read(rest.readUInt16LE(0), 0, code) : attError.invalidPdu;
      case att.readBlob:
        return rest.length === 4 ? this.#read(rest.readUInt16LE(0), rest.readUInt16LE(2), code) : attError.invalidPdu;
      case att.write:
      case att.writeCommand:
        return rest.length >= 2 ? this.#write(code, rest) : attError.invalidPdu;
      case att.prepareWrite:
        return rest.length >= 4 ? this.#prepare(rest) : attError.invalidPdu;
      case att.executeWrite:
        return rest.length === 1 ? this.#execute(rest.readUInt8(0)) : attError.invalidPdu;
      case att.confirmation:
        return undefined;
      case att.signedWrite:
        this.#signed(rest);
        return undefined;
      default:
        return attError.requestNotSupported;
    }
  }

  #agreeMtu(asked: number): Buffer {
    this.#mtu = Math.max(23, Math.min(ownMtu, asked));
    return Buffer.concat([Buffer.from([att.mtuResponse]), word(ownMtu)]);
  }

  #information({ start, end }: Range): Buffer | number {
    if (start === 0 || start > end) return attError.invalidHandle;
    const found = this.#world.attributes.filter(({ handle }) => handle >= start && handle <= end);
    const size = found[0]?.type.length;
    if (size === undefined) return attError.attributeNotFound;
    const entries = found.slice(0, Math.floor((this.#mtu - 2) / (2 + size)));
    const alike = entries.slice(
      0,
      until(entries, ({ type }) => type.length !== size),
    );
    const pairs = alike.flatMap(({ handle, type }) => [word(handle), type]);
    return Buffer.concat([Buffer.from([att.findInformation + 1, size === 2 ? 1 : 2]), ...pairs]);
  }

  #byType(code: number, rest: Buffer): Buffer | number {
    const { start, end } = range(rest);
    if (start === 0 || start > end) return attError.invalidHandle;
    const type = rest.subarray(4);
    const grouped = code === att.readByGroup;
    if (grouped && type.readUInt16LE(0) !== 0x2800 && type.readUInt16LE(0) !== 0x2801) return attError.unsupportedGroup;
    const found = this.#world.attributes.filter(
      (each) => each.handle >= start && each.handle <= end && each.type.equals(type),
    );
    const [first] = found;
    if (first === undefined) return attError.attributeNotFound;
    const refused = this.#refusal(first, 'read');
    if (refused !== undefined) return refused;
    const size = first.value.length + (grouped ? 4 : 2);
    const entries = found.slice(0, Math.max(1, Math.floor((this.#mtu - 2) / size)));
    const alike = entries.slice(
      0,
      until(entries, (each) => each.value.length !== first.value.length),
    );
    const told = alike.flatMap(({ handle, groupEnd, value }) =>
      grouped ? [word(handle), word(groupEnd), value] : [word(handle), value],
    );
    return Buffer.concat([Buffer.from([code + 1, size]), ...told]).subarray(0, this.#mtu);
  }

  #read(handle: number, offset: number, code: number): Buffer | number {
    const attribute = this.#at(handle);
    if (attribute === undefined) return attError.invalidHandle;
    const refused = this.#refusal(attribute, 'read');
    if (refused !== undefined) return refused;
    const value = this.#valueOf(attribute);
    if (offset > value.length) return attError.invalidOffset;
    return Buffer.concat([Buffer.from([code + 1]), value.subarray(offset, offset + this.#mtu - 1)]);
  }

  #valueOf(attribute: ToyAttribute): Buffer {
    if (!attribute.isSubscription) return attribute.value;
    return word(this.subscriptions.has(attribute.handle - 1) ? 1 : 0);
  }

  #write(code: number, rest: Buffer): Buffer | number | undefined {
    const attribute = this.#at(rest.readUInt16LE(0));
    if (attribute === undefined) return attError.invalidHandle;
    const refused = this.#put(attribute, rest.subarray(2));
    return refused ?? (code === att.write ? Buffer.from([att.write + 1]) : undefined);
  }

  // What is not signed as it should be is passed over without a word (Vol 3 Part F 3.4.5.4).
  #signed(rest: Buffer): void {
    const pdu = Buffer.concat([Buffer.from([att.signedWrite]), rest]);
    const attribute = rest.length < 14 ? undefined : this.#at(rest.readUInt16LE(0));
    if (attribute === undefined || attribute.isSubscription || !this.#world.signed(pdu, attribute.write)) return;
    attribute.value = signedValue(pdu);
  }

  #put(attribute: ToyAttribute, value: Buffer): number | undefined {
    const refused = this.#refusal(attribute, 'write');
    if (value.length > mostValue) return attError.invalidLength;
    if (refused === undefined && attribute.isSubscription) this.#subscribe(attribute.handle - 1, value);
    else if (refused === undefined || this.#world.obeysBeforeRefusing) attribute.value = Buffer.from(value);
    this.#world.wrote(attribute, value, refused === undefined);
    return refused;
  }

  #subscribe(handle: number, value: Buffer): void {
    if ((value[0] ?? 0) === 0) this.subscriptions.delete(handle);
    else this.subscriptions.add(handle);
  }

  #prepare(rest: Buffer): Buffer | number {
    const attribute = this.#at(rest.readUInt16LE(0));
    if (attribute === undefined) return attError.invalidHandle;
    const refused = this.#refusal(attribute, 'write');
    if (refused !== undefined) return refused;
    if (this.#prepared.length >= 32) return 0x09;
    this.#prepared.push({ attribute, offset: rest.readUInt16LE(2), part: Buffer.from(rest.subarray(4)) });
    return Buffer.concat([Buffer.from([att.prepareWrite + 1]), rest]);
  }

  #execute(flag: number): Buffer | number {
    const prepared = this.#prepared;
    this.#prepared = [];
    for (const { attribute, offset, part } of flag === 1 ? prepared : []) {
      if (offset > attribute.value.length) return attError.invalidOffset;
      const refused = this.#put(attribute, Buffer.concat([attribute.value.subarray(0, offset), part]));
      if (refused !== undefined) return refused;
    }
    return Buffer.from([att.executeWrite + 1]);
  }

  #refusal({ read, write }: ToyAttribute, what: 'read' | 'write'): number | undefined {
    const opens = what === 'read' ? read : write;
    if (opens === 'nobody') return what === 'read' ? attError.readNotPermitted : attError.writeNotPermitted;
    return this.#world.allows(opens) ? undefined : attError.insufficientAuthentication;
  }

  #at(handle: number): ToyAttribute | undefined {
    return this.#world.attributes[handle - 1];
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const range = (rest: Buffer): Range => ({ start: rest.readUInt16LE(0), end: rest.readUInt16LE(2) });

/** The place of the first that fits; the length where none does. */
function until<T>(list: readonly T[], fits: (item: T) => boolean): number {
  const at = list.findIndex(fits);
  return at === -1 ? list.length : at;
}
