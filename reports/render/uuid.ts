import { createHash } from 'node:crypto';

// A namespace of our own, made once at random (RFC 9562, 5.5).
const namespace = Buffer.from('6f7d3c0a52e94b8d9a1fc04be2d87315', 'hex');

/** A version 5 UUID (RFC 9562, 5.5): the same name always gives the same one. */
export function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
