/**
 * One record of a capture file. The object and its octets are reused for the next record: who keeps something copies it.
 */
export interface CaptureRecord {
  octets: Buffer;
  /** A number of the tcpdump.org list of link-layer header types, or one of `btsnoopLink`. */
  linkType: number;
  /** Since 1970. */
  microseconds: number;
  /** Flags of a btsnoop record; zero elsewhere. */
  flags: number;
  /** The recording kept less of it than there was. */
  cut: boolean;
}

/** Datalinks of btsnoop, moved out of the way of the tcpdump.org numbers. */
export const btsnoopLink = { h1: 101_001, h4: 101_002, monitor: 102_001 } as const;

export type Sink = (record: CaptureRecord) => void;

/** Cuts a file into records. */
export interface Splitter {
  readonly format: 'btsnoop' | 'pcap' | 'pcapng';
  /**
   * Hands over every whole record of the buffer and returns how many octets were used.
   * @throws DamagedCapture where the octets are no record of this format
   */
  split(buffer: Buffer, sink: Sink): number;
}

/** The file is no capture, or stops being one; what was read before stays. */
export class DamagedCapture extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'DamagedCapture';
  }
}

/** No Bluetooth packet comes near it; more is damage, or an attack on memory. */
export const mostRecordOctets = 256 * 1024;

/** A length within bounds. @throws DamagedCapture */
export function boundedLength(length: number, least = 0): number {
  if (length < least || length > mostRecordOctets) throw new DamagedCapture(`a record claims ${length} octets`);
  return length;
}
