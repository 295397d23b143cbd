/** A way to agree on a key: an elliptic curve, a finite field or a hybrid, and the size of the classical part. */
export interface Group {
  readonly name: string;
  readonly bits: number;
}

// IANA registry "TLS Supported Groups"; the last column repeats the bits of the field.
const table = `1 sect163k1 163, 2 sect163r1 163, 3 sect163r2 163, 4 sect193r1 193, 5 sect193r2 193, 6 sect233k1 233,
7 sect233r1 233, 8 sect239k1 239, 9 sect283k1 283, 10 sect283r1 283, 11 sect409k1 409, 12 sect409r1 409,
13 sect571k1 571, 14 sect571r1 571, 15 secp160k1 160, 16 secp160r1 160, 17 secp160r2 160, 18 secp192k1 192,
19 secp192r1 192, 20 secp224k1 224, 21 secp224r1 224, 22 secp256k1 256, 23 secp256r1 256, 24 secp384r1 384,
25 secp521r1 521, 26 brainpoolP256r1 256, 27 brainpoolP384r1 384, 28 brainpoolP512r1 512, 29 x25519 255, 30 x448 448,
31 brainpoolP256r1tls13 256, 32 brainpoolP384r1tls13 384, 33 brainpoolP512r1tls13 512, 34 GC256A 256, 35 GC256B 256,
36 GC256C 256, 37 GC256D 256, 38 GC512A 512, 39 GC512B 512, 40 GC512C 512, 41 curveSM2 256, 256 ffdhe2048 2048,
257 ffdhe3072 3072, 258 ffdhe4096 4096, 259 ffdhe6144 6144, 260 ffdhe8192 8192, 4587 SecP256r1MLKEM768 256,
4588 X25519MLKEM768 255, 4589 SecP384r1MLKEM1024 384, 25497 X25519Kyber768Draft00 255`;

const groups: ReadonlyMap<number, Group> = new Map(
  table.split(/,\s/).map((entry): [number, Group] => {
    const [code = '', name = '', bits = ''] = entry.trim().split(' ');
    return [Number(code), { name, bits: Number(bits) }];
  }),
);

const isFiniteField = (code: number): boolean => code >= 256 && code <= 260;

/** Codes to offer, the usual ones first. */
export const groupCodes: readonly number[] = [29, 23, 24, 25, ...groups.keys()].filter(
  (code, index, codes) => codes.indexOf(code) === index,
);
/** Curves of TLS 1.2 and earlier. */
export const curveCodes: readonly number[] = groupCodes.filter((code) => code <= 41 && !(code >= 31 && code <= 33));

/** Name and size of a group; a code that nobody registered is named by itself, its size unknown. */
export const groupOf = (code: number): { readonly name: string; readonly bits?: number } =>
  groups.get(code) ?? { name: `0x${code.toString(16).padStart(4, '0')}` };

/** The curve of a certificate's key, by the name that OpenSSL gives it. */
export function curveCodeOf(name: string): number | undefined {
  const usual = { prime256v1: 'secp256r1', prime192v1: 'secp192r1' }[name] ?? name;
  return [...groups].find(([, group]) => group.name === usual)?.[0];
}

/** A finite field by its prime: the RFC 7919 groups by digest, another by its size alone. */
export function finiteField(prime: Uint8Array): Group {
  const start = prime.findIndex((byte) => byte !== 0);
  const significant = start < 0 ? prime.subarray(0, 0) : prime.subarray(start);
  const bits = significant.length === 0 ? 0 : significant.length * 8 - Math.clz32(significant[0] ?? 0) + 24;
  const known = [...groups].find(
    ([code, group]) => isFiniteField(code) && group.bits === bits && isRfc7919(significant),
  );
  return known?.[1] ?? { name: `DH-${bits}`, bits };
}

// Every prime of RFC 7919 begins with the same 64 one bits followed by digits of e, unlike those of RFC 3526 (pi).
const isRfc7919 = (prime: Uint8Array): boolean =>
  Buffer.from(prime.subarray(0, 16)).toString('hex') === 'ffffffffffffffffadf85458a2bb4a9a';
