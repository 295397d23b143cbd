import { boundedLength, DamagedCapture, type CaptureRecord, type Sink, type Splitter } from './capture-record.ts';

const block = { section: 0x0a0d0d0a, interface: 1, packet: 2, simple: 3, enhanced: 6 } as const;
const mostInterfaces = 1000;

export const isPcapng = (start: Buffer): boolean => start.length >= 4 && start.readUInt32BE(0) === block.section;

interface Interface {
  readonly linkType: number;
  /** Microseconds for one tick of its clock. */
  readonly perTick: number;
  readonly snapLength: number;
}

/** The format of Wireshark: sections, interfaces and packets in blocks (draft-ietf-opsawg-pcapng). */
export function pcapng(): Splitter {
  const reader = new BlockReader();
  return { format: 'pcapng', split: (buffer, sink) => reader.split(buffer, sink) };
}

class BlockReader {
  private little = true;
  private interfaces: Interface[] = [];
  private readonly record: CaptureRecord = {
    octets: Buffer.alloc(0),
    linkType: 0,
    microseconds: 0,
    flags: 0,
    cut: false,
  };

  split(buffer: Buffer, sink: Sink): number {
    let at = 0;
    while (buffer.length - at >= 12) {
      const isSection = buffer.readUInt32BE(at) === block.section;
      if (isSection) this.little = octetOrder(buffer, at + 8);
      const length = boundedLength(this.word(buffer, at + 4), 12);
      if (length % 4 !== 0) throw new DamagedCapture(`a block claims ${length} octets, which is no multiple of four`);
      if (at + length > buffer.length) break;
      if (this.word(buffer, at + length - 4) !== length)
        throw new DamagedCapture('a block does not end with the length that it begins with');
      const body = buffer.subarray(at + 8, at + length - 4);
      if (isSection) this.interfaces = [];
      else this.take(this.word(buffer, at), body, sink);
      at += length;
    }
    return at;
  }

  private take(type: number, body: Buffer, sink: Sink): void {
    if (type === block.interface) this.addInterface(body);
    else if (type === block.enhanced || type === block.packet) this.packet(type, body, sink);
    else if (type === block.simple) this.simple(body, sink);
  }

  private addInterface(body: Buffer): void {
    if (body.length < 8) throw new DamagedCapture('an interface block is too short');
    if (this.interfaces.length >= mostInterfaces) throw new DamagedCapture(`more than ${mostInterfaces} interfaces`);
    this.interfaces.push({
      linkType: this.half(body, 0),
      snapLength: this.word(body, 4),
      perTick: this.perTickOf(body.subarray(8)),
    });
  }

  // Option if_tsresol: a power of ten, or of two where the upper bit is set; microseconds where it is absent.
  private perTickOf(options: Buffer): number {
    for (let at = 0; at + 4 <= options.length;) {
      const [code, length] = [this.half(options, at), this.half(options, at + 2)];
      const value = options[at + 4];
      if (code === 0) break;
      if (code === 9 && length >= 1 && value !== undefined)
        return 1e6 * (value & 0x80 ? 2 ** -(value & 0x7f) : 10 ** -value);
      at += 4 + Math.ceil(length / 4) * 4;
    }
    return 1;
  }

  private packet(type: number, body: Buffer, sink: Sink): void {
    if (body.length < 20) throw new DamagedCapture('a packet block is too short');
    const number = type === block.packet ? this.half(body, 0) : this.word(body, 0);
    const { linkType, perTick } = this.interfaceOf(number);
    const kept = this.word(body, 12);
    if (kept > body.length - 20) throw new DamagedCapture('a packet is longer than its block');
    const { record } = this;
    record.linkType = linkType;
    record.microseconds = (this.word(body, 4) * 2 ** 32 + this.word(body, 8)) * perTick;
    record.cut = this.word(body, 16) > kept;
    record.octets = body.subarray(20, 20 + kept);
    sink(record);
  }

  private simple(body: Buffer, sink: Sink): void {
    if (body.length < 4) throw new DamagedCapture('a packet block is too short');
    const { linkType, snapLength } = this.interfaceOf(0);
    const whole = this.word(body, 0);
    const kept = Math.min(whole, snapLength === 0 ? whole : snapLength, body.length - 4);
    const { record } = this;
    record.linkType = linkType;
    record.cut = whole > kept;
    record.octets = body.subarray(4, 4 + kept);
    sink(record);
  }

  private interfaceOf(number: number): Interface {
    const found = this.interfaces[number];
    if (found === undefined) throw new DamagedCapture(`a packet names interface ${number}, which was not described`);
    return found;
  }

  private word(buffer: Buffer, at: number): number {
    return this.little ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at);
  }

  private half(buffer: Buffer, at: number): number {
    return this.little ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at);
  }
}

function octetOrder(buffer: Buffer, at: number): boolean {
  const magic = buffer.readUInt32BE(at);
  if (magic === 0x4d3c2b1a) return true;
  if (magic === 0x1a2b3c4d) return false;
  throw new DamagedCapture('a section header without its byte-order magic');
}
