/** What was done with one attribute over a link. */
export interface AttributeUse {
  readonly handle: number;
  readonly operation: 'read' | 'write' | 'write-command' | 'notification' | 'indication';
  readonly encrypted: boolean;
  /** How often it was granted; a write command has no answer and counts as sent. */
  times: number;
}

export interface AttHow {
  readonly fromCentral: boolean | undefined;
  readonly encrypted: boolean;
}

const mostRows = 2000;
const characteristicDeclaration = '2803';

/** Follows the attribute protocol of one link (Vol 3 Part F): what was read, written and notified, and was granted. */
export class AttributeLog {
  readonly uses = new Map<string, AttributeUse>();
  /** UUIDs by the handle of the value, from the discovery that the capture shows. */
  readonly names = new Map<number, string>();
  refused = 0;
  private pending: { readonly code: number; readonly handle: number; readonly type: string } | undefined;

  take(pdu: Buffer, { encrypted }: AttHow): void {
    const [code = 0] = pdu;
    if (requests.has(code)) this.ask(code, pdu);
    else if (code === 0x01) this.refuse();
    else if (code === 0x52 && pdu.length >= 3) this.count(pdu.readUInt16LE(1), 'write-command', encrypted);
    else if (code === 0x1b && pdu.length >= 3) this.count(pdu.readUInt16LE(1), 'notification', encrypted);
    else if (code === 0x1d && pdu.length >= 3) this.count(pdu.readUInt16LE(1), 'indication', encrypted);
    else this.answer(code, pdu, encrypted);
  }

  private ask(code: number, pdu: Buffer): void {
    const byType = code === 0x08;
    const handle = pdu.length >= 3 ? pdu.readUInt16LE(1) : 0;
    this.pending = { code, handle, type: byType && pdu.length >= 7 ? uuidOf(pdu.subarray(5)) : '' };
  }

  private refuse(): void {
    if (this.pending !== undefined && this.pending.code !== 0x08) this.refused++;
    this.pending = undefined;
  }

  private answer(code: number, pdu: Buffer, encrypted: boolean): void {
    const { pending } = this;
    if (pending === undefined || code !== pending.code + 1) return;
    this.pending = undefined;
    if (code === 0x0b || code === 0x0d) this.count(pending.handle, 'read', encrypted);
    else if (code === 0x13 || code === 0x17) this.count(pending.handle, 'write', encrypted);
    else if (code === 0x09) this.listed(pending.type, pdu, encrypted);
  }

  // Read By Type Response: items of one length, each a handle and a value (3.4.4.2).
  private listed(type: string, pdu: Buffer, encrypted: boolean): void {
    const length = pdu[1] ?? 0;
    if (length < 2) return;
    for (let at = 2; at + length <= pdu.length; at += length) {
      if (type !== characteristicDeclaration) {
        // Services, includes and declarations are the table; anything else is a value.
        if (/^28/.test(type)) continue;
        this.name(pdu.readUInt16LE(at), type);
        this.count(pdu.readUInt16LE(at), 'read', encrypted);
      } else if (length >= 7) this.name(pdu.readUInt16LE(at + 3), uuidOf(pdu.subarray(at + 5, at + length)));
    }
  }

  private name(handle: number, uuid: string): void {
    if (this.names.size < mostRows) this.names.set(handle, uuid);
  }

  private count(handle: number, operation: AttributeUse['operation'], encrypted: boolean): void {
    const key = `${handle} ${operation} ${encrypted ? 1 : 0}`;
    const use = this.uses.get(key);
    if (use !== undefined) use.times++;
    else if (this.uses.size < mostRows) this.uses.set(key, { handle, operation, encrypted, times: 1 });
  }
}

// Read, Read Blob, Read By Type, Write, Prepare Write.
const requests = new Set([0x08, 0x0a, 0x0c, 0x12, 0x16]);

/** A UUID of 2 or 16 octets as on the air: four digits, or the usual form. */
export function uuidOf(octets: Uint8Array): string {
  const digits = Buffer.from(octets).reverse().toString('hex');
  if (digits.length !== 32) return digits.slice(0, 4);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
