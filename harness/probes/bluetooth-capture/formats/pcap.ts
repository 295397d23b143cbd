import { boundedLength, DamagedCapture, type CaptureRecord, type Splitter } from './capture-record.ts';

const headerLength = 24;
const recordHeader = 16;

/** Octet order and resolution by the magic number as it stands in the file. */
const magics: Readonly<Record<number, { readonly little: boolean; readonly perTick: number } | undefined>> = {
  0xd4c3b2a1: { little: true, perTick: 1 },
  0xa1b2c3d4: { little: false, perTick: 1 },
  0x4d3cb2a1: { little: true, perTick: 1e-3 },
  0xa1b23c4d: { little: false, perTick: 1e-3 },
};

export const isPcap = (start: Buffer): boolean => start.length >= 4 && magics[start.readUInt32BE(0)] !== undefined;

/** The format of libpcap, in either octet order, in microseconds or nanoseconds (draft-ietf-opsawg-pcap). */
export function pcap(): Splitter {
  let kind: ReturnType<typeof kindOf> | undefined;
  const record: CaptureRecord = { octets: Buffer.alloc(0), linkType: 0, microseconds: 0, flags: 0, cut: false };
  return {
    format: 'pcap',
    split: (buffer, sink) => {
      let at = 0;
      if (kind === undefined) {
        if (buffer.length < headerLength) return 0;
        kind = kindOf(buffer);
        at = headerLength;
      }
      const { little, perTick } = kind;
      const word = (place: number) => (little ? buffer.readUInt32LE(place) : buffer.readUInt32BE(place));
      record.linkType = kind.linkType;
      while (buffer.length - at >= recordHeader) {
        const kept = boundedLength(word(at + 8));
        const end = at + recordHeader + kept;
        if (end > buffer.length) break;
        record.cut = word(at + 12) > kept;
        record.microseconds = word(at) * 1e6 + word(at + 4) * perTick;
        record.octets = buffer.subarray(at + recordHeader, end);
        sink(record);
        at = end;
      }
      return at;
    },
  };
}

function kindOf(buffer: Buffer) {
  const magic = magics[buffer.readUInt32BE(0)];
  if (magic === undefined) throw new DamagedCapture('no pcap');
  const [major, linkType] = magic.little
    ? [buffer.readUInt16LE(4), buffer.readUInt32LE(20)]
    : [buffer.readUInt16BE(4), buffer.readUInt32BE(20)];
  if (major !== 2) throw new DamagedCapture(`pcap version ${major}; only version 2 is read`);
  // The upper bits tell of frame check sequences.
  return { ...magic, linkType: linkType & 0x03ff_ffff };
}
