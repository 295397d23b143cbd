import { sign } from 'node:crypto';
import type { Envelope, TrustList } from '../../schemas/types.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import type { RefusalCode } from './verify.ts';
import { stranger, type Draft } from './verify.fixture.ts';

/** What both the tests of reports and those of certificates can change. */
export interface EnvelopeChange {
  readonly text?: (text: string) => string | Buffer;
  readonly envelope?: (envelope: Draft<Envelope>) => unknown;
  readonly bytes?: (text: string) => string;
  readonly trust?: (list: Draft<TrustList>) => unknown;
  readonly signers?: readonly Signer[];
}

/** A case by its number in the collection of inputs that a verifier must refuse. */
export type NumberedCase<Change> = readonly [name: string, code: RefusalCode, change: Change];

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string) => Buffer.from(text, 'base64');

// Adds the order of the group to S: the same point, another spelling (RFC 8032, 5.1.7 forbids it).
function malleated(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
}

const signature = (edit: (bytes: Buffer) => Uint8Array, signer?: Signer): EnvelopeChange => ({
  ...(signer === undefined ? {} : { signers: [signer] }),
  envelope: ({ signatures }) => {
    for (const one of signatures) one.sig = base64(edit(bytesOf(one.sig)));
  },
});

const plainKey = newKey('ed25519');
const signsRawPayload: Signer = {
  ...signerOf(plainKey),
  sign: (bytes) => Promise.resolve(sign(null, bytes.subarray(bytes.indexOf(0x7b)), plainKey)),
};
const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte)));

/** Two keys of one body that may sign. */
export interface Signing {
  readonly signer: Signer;
  readonly token: Signer;
}

/** The family E: envelopes that are refused, whatever is in them. */
export function envelopeCases(signing: Signing): readonly NumberedCase<EnvelopeChange>[] {
  return [...forms, ...signatures(signing)];
}

const forms: readonly NumberedCase<EnvelopeChange>[] = [
  [
    'E01 payload byte changed',
    'SIG_INVALID',
    { envelope: (e) => (e.payload = base64(bytesOf(e.payload).toString().replace('basic', 'magic'))) },
  ],
  ['E03 no signatures', 'SIGS', { envelope: (e) => (e.signatures = []) }],
  [
    'E04 payload type swapped',
    'PAYLOAD_TYPE',
    { envelope: (e) => Object.assign(e, { payloadType: 'application/json' }) },
  ],
  [
    'E05 another kind of document of ours',
    'PAYLOAD_TYPE',
    { envelope: (e) => Object.assign(e, { payloadType: 'application/vnd.toymark.status+json' }) },
  ],
  ['E06 signed by an unknown key only', 'THRESHOLD', { signers: [stranger] }],
  ['E07 the same signature twice', 'SIG_DUP', { envelope: (e) => e.signatures.push(...e.signatures) }],
  ['E08 two payloads', 'JSON_DUP', { bytes: (text) => text.replace('"payload":', '"payload": "e30=", "payload":') }],
  ['E09 an unknown member of the envelope', 'SCHEMA', { envelope: (e) => Object.assign(e, { note: 'gold' }) }],
  [
    'E10 base64 with a line break',
    'B64',
    { envelope: (e) => (e.payload = `${e.payload.slice(0, 8)}\n${e.payload.slice(8)}`) },
  ],
  [
    'E11 base64 with stray bits',
    'B64',
    {
      envelope: ({ signatures }) => {
        for (const s of signatures)
          s.sig = s.sig.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`);
      },
    },
  ],
  [
    'E12 base64url without padding',
    'B64',
    {
      envelope: ({ signatures }) => {
        for (const s of signatures) s.sig = bytesOf(s.sig).toString('base64url');
      },
    },
  ],
  ['E13 a byte-order mark', 'JSON_BOM', { bytes: (text) => `\ufeff${text}` }],
  ['E14 a second document behind the first', 'JSON_TRAILING', { bytes: (text) => text + text }],
  ['E15 a member named __proto__', 'JSON_PROTO', { bytes: (text) => text.replace('{', '{"__proto__": {"x": 1},') }],
  [
    'E16 five thousand lists in each other',
    'JSON_DEPTH',
    { bytes: (text) => text.replace('"signatures":', `"signatures": ${'['.repeat(5000)}`) },
  ],
  [
    'E17 seventeen signatures',
    'SIGS',
    { envelope: (e) => (e.signatures = Array.from({ length: 17 }, () => e.signatures).flat()) },
  ],
  [
    'E24 a JWS with alg none',
    'SCHEMA',
    { bytes: () => JSON.stringify({ protected: base64('{"alg":"none"}'), payload: 'e30', signature: '' }) },
  ],
  [
    'E25 an algorithm named by the signature',
    'SCHEMA',
    { envelope: (e) => e.signatures.map((one) => Object.assign(one, { alg: 'HS256' })) },
  ],
];

const signatures = ({ signer, token }: Signing): readonly NumberedCase<EnvelopeChange>[] => [
  ['E02 signature bit flipped', 'SIG_INVALID', signature(flipped)],
  ['E18 an Ed25519 signature with S + L', 'SIG_INVALID', signature(malleated)],
  ['E19 a signature of zeros', 'SIG_INVALID', signature(() => Buffer.alloc(64))],
  ['E20 ECDSA with r = s = 0', 'SIG_INVALID', signature(() => Buffer.from('3006020100020100', 'hex'), token)],
  ['E21 raw r and s where DER is expected', 'SIG_INVALID', signature(() => Buffer.alloc(64, 7), token)],
  [
    'E22 signed without the pre-authentication encoding',
    'SIG_INVALID',
    {
      signers: [signsRawPayload],
      trust: ({ bodies }) => {
        const listed = bodies.flatMap(({ keys }) => keys).find(({ keyid }) => keyid === signer.keyId);
        Object.assign(listed ?? {}, {
          keyid: signsRawPayload.keyId,
          publicKey: base64(signsRawPayload.publicKey.spki),
        });
      },
    },
  ],
  [
    'E23 a good and a bad signature of known keys',
    'SIG_INVALID',
    { envelope: (e) => e.signatures.push({ keyid: token.keyId, sig: base64(Buffer.alloc(70, 1)) }) },
  ],
];
