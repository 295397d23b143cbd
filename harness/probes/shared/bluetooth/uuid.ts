/** A UUID of 2 or 16 octets as it is on the air, in the short form `180a` or the long one with hyphens (Vol 3 Part B 2.5.1). */
export function uuidText(octets: Uint8Array): string {
  const hex = Buffer.from(octets).reverse().toString('hex');
  if (hex.length !== 32) return hex;
  return hex.endsWith(base) && hex.startsWith('0000')
    ? hex.slice(4, 8)
    : [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const base = '00001000800000805f9b34fb';

/** The octets of a UUID as it is on the air: 2 for a short one, else 16. */
export const uuidOctets = (text: string): Buffer => Buffer.from(text.replaceAll('-', ''), 'hex').reverse();

/** The same UUID in one form: lower case, and short where it is one of the Bluetooth SIG. */
export const uuidOf = (text: string): string => uuidText(uuidOctets(text));
