/** Where somebody is on the air. */
export interface Peer {
  /** Octets as HCI has them, the least significant first. */
  readonly address: Buffer;
  readonly type: 'public' | 'random';
}

/** One advertisement or scan response as it was received (Bluetooth Core, Vol 4 Part E 7.7.65.2). */
export interface Advertisement extends Peer {
  /** 0 connectable, 1 directed, 2 scannable, 3 not connectable, 4 scan response. */
  readonly event: number;
  readonly data: Buffer;
}

/** The reports of one event; several stand one after the other. What does not fit is left out. */
export function reportsIn(parameters: Buffer): readonly Advertisement[] {
  const reports: Advertisement[] = [];
  const [count = 0] = parameters;
  let at = 1;
  for (let n = 0; n < count && at + 9 <= parameters.length; n++) {
    const length = parameters.readUInt8(at + 8);
    const data = parameters.subarray(at + 9, at + 9 + length);
    if (data.length < length) break;
    const type = (parameters.readUInt8(at + 1) & 1) === 0 ? 'public' : 'random';
    const address = Buffer.from(parameters.subarray(at + 2, at + 8));
    reports.push({ event: parameters.readUInt8(at), address, type, data: Buffer.from(data) });
    at += 10 + length;
  }
  return reports;
}
