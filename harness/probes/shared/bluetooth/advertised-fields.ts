import { uuidText } from './uuid.ts';

/** One field of a payload (Bluetooth Core, Vol 3 Part C 11). */
export interface AdvertisedField {
  /** Number of its kind in hexadecimal; `rest` for octets that are no field. */
  readonly type: string;
  readonly value: Buffer;
  /** UUIDs that it lists; none where it is of another kind. */
  readonly services: readonly string[];
}

// Lists of 16-bit and 128-bit service UUIDs, incomplete and complete.
const widths: Readonly<Record<number, number>> = { 0x02: 2, 0x03: 2, 0x06: 16, 0x07: 16 };

/** The fields of a payload, up to the first that is none. */
export function fieldsIn(data: Buffer): readonly AdvertisedField[] {
  const fields: AdvertisedField[] = [];
  for (let at = 0; at < data.length;) {
    const length = data.readUInt8(at);
    // A length of zero ends the significant part.
    if (length === 0) return fields;
    if (at + 1 + length > data.length) return [...fields, { type: 'rest', value: data.subarray(at), services: [] }];
    const kind = data.readUInt8(at + 1);
    const value = data.subarray(at + 2, at + 1 + length);
    fields.push({ type: kind.toString(16).padStart(2, '0'), value, services: servicesIn(value, widths[kind]) });
    at += 1 + length;
  }
  return fields;
}

function servicesIn(value: Buffer, width: number | undefined): readonly string[] {
  if (width === undefined) return [];
  const count = Math.floor(value.length / width);
  return Array.from({ length: count }, (_, n) => uuidText(value.subarray(n * width, (n + 1) * width)));
}
