import { boundedLength, btsnoopLink, DamagedCapture, type CaptureRecord, type Splitter } from './capture-record.ts';

const headerLength = 16;
const recordHeader = 24;

// Microseconds from the year 0 to 1970, in two halves: as one number they would lose the last digits.
const [epochHigh, epochLow] = [0x00dcddb3, 0x0f2f8000];

const links: Readonly<Record<number, number | undefined>> = {
  1001: btsnoopLink.h1,
  1002: btsnoopLink.h4,
  2001: btsnoopLink.monitor,
};

export const isBtsnoop = (start: Buffer): boolean => start.subarray(0, 8).toString('latin1') === 'btsnoop\0';

/** The format of `btmon`, of Android's HCI log and of Frontline (RFC 1761 with datalinks of its own). */
export function btsnoop(): Splitter {
  let linkType: number | undefined;
  const record: CaptureRecord = { octets: Buffer.alloc(0), linkType: 0, microseconds: 0, flags: 0, cut: false };
  return {
    format: 'btsnoop',
    split: (buffer, sink) => {
      let at = 0;
      if (linkType === undefined) {
        if (buffer.length < headerLength) return 0;
        linkType = linkTypeOf(buffer);
        at = headerLength;
      }
      record.linkType = linkType;
      while (buffer.length - at >= recordHeader) {
        const kept = boundedLength(buffer.readUInt32BE(at + 4));
        const end = at + recordHeader + kept;
        if (end > buffer.length) break;
        const whole = buffer.readUInt32BE(at);
        if (whole < kept) throw new DamagedCapture('a record holds more than there was');
        record.cut = whole > kept;
        record.flags = buffer.readUInt32BE(at + 8);
        const high = buffer.readUInt32BE(at + 16) - epochHigh;
        record.microseconds = high * 2 ** 32 + (buffer.readUInt32BE(at + 20) - epochLow);
        record.octets = buffer.subarray(at + recordHeader, end);
        sink(record);
        at = end;
      }
      return at;
    },
  };
}

function linkTypeOf(buffer: Buffer): number {
  const [version, datalink] = [buffer.readUInt32BE(8), buffer.readUInt32BE(12)];
  if (version !== 1) throw new DamagedCapture(`btsnoop version ${version}; only version 1 exists`);
  const linkType = links[datalink];
  if (linkType !== undefined) return linkType;
  const known = { 1003: 'BCSP', 1004: 'three-wire UART (H5)', 2002: 'a simulator' }[datalink];
  const what = known ?? `datalink ${datalink}`;
  throw new DamagedCapture(`btsnoop of ${what}, which is not read; H1, H4 and the Linux monitor are`);
}
