/** What the highest two bits of a random address say (Bluetooth Core, Vol 6 Part B 1.3.2). */
export type AddressKind = 'public' | 'random-static' | 'private-resolvable' | 'private-non-resolvable' | 'reserved';

/** The octets of HCI of an address as people write it. @throws RangeError where it is none */
export function addressOctets(text: string): Buffer {
  if (!/^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/i.test(text)) throw new RangeError(`${text} is no Bluetooth address`);
  return Buffer.from(text.replaceAll(':', ''), 'hex').reverse();
}

const randomKinds = ['private-non-resolvable', 'private-resolvable', 'reserved', 'random-static'] as const;

/** The kind of an address, from its octets and the mark in the packet. */
export const addressKind = (octets: Uint8Array, type: 'public' | 'random'): AddressKind =>
  type === 'public' ? 'public' : (randomKinds[(octets[5] ?? 0) >> 6] ?? 'reserved');
