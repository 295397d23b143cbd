/** A whole PDU of L2CAP. */
export interface L2capPdu {
  readonly channel: number;
  readonly payload: Buffer;
}

/** Channels whose PDUs are put together: signalling, attributes, LE signalling, the Security Manager. */
const wanted = new Set([1, 4, 5, 6]);

/** Puts fragments of one direction together (Vol 3 Part A, 7.2); a PDU that lost a part is dropped. */
export class Reassembly {
  private buffer: Buffer | undefined;
  private filled = 0;

  /** The rest of a PDU has not come yet. */
  get waits(): boolean {
    return this.buffer !== undefined;
  }

  /** A whole PDU once its last fragment is there; its payload lives until the next fragment. */
  take(octets: Buffer, first: boolean): L2capPdu | undefined {
    return first ? this.begin(octets) : this.go(octets);
  }

  private begin(octets: Buffer): L2capPdu | undefined {
    this.buffer = undefined;
    if (octets.length < 4) return undefined;
    const length = octets.readUInt16LE(0);
    const channel = octets.readUInt16LE(2);
    if (!wanted.has(channel)) return undefined;
    if (octets.length >= 4 + length) return { channel, payload: octets.subarray(4, 4 + length) };
    this.buffer = Buffer.alloc(4 + length);
    this.filled = octets.copy(this.buffer);
    return undefined;
  }

  private go(octets: Buffer): L2capPdu | undefined {
    if (this.buffer === undefined) return undefined;
    if (this.filled + octets.length > this.buffer.length) {
      this.buffer = undefined;
      return undefined;
    }
    this.filled += octets.copy(this.buffer, this.filled);
    if (this.filled < this.buffer.length) return undefined;
    const whole = this.buffer;
    this.buffer = undefined;
    return { channel: whole.readUInt16LE(2), payload: whole.subarray(4) };
  }
}
