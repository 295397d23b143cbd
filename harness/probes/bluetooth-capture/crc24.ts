// The polynomial of Vol 6 Part B, 3.1.1, mirrored, because bits come the least significant first.
const table = Uint32Array.from({ length: 256 }, (_, octet) => {
  let value = octet;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xda6000 : value >>> 1;
  return value;
});

/** Check sum of a link-layer PDU as it stands after it on the air, read least significant octet first. */
export function crc24(pdu: Uint8Array, init: number): number {
  let value = mirrored(init);
  for (const octet of pdu) value = (value >>> 8) ^ (table[(value ^ octet) & 0xff] ?? 0);
  return value;
}

function mirrored(word: number): number {
  let out = 0;
  for (let bit = 0; bit < 24; bit++) if (word & (1 << bit)) out |= 1 << (23 - bit);
  return out;
}
