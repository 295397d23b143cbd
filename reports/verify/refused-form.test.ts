import { sign } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import { lab, labToken, stranger, verifyChanged, type Change } from './verify.fixture.ts';
import type { RefusalCode } from './verify.ts';

type Case = readonly [name: string, code: RefusalCode, change: Change];

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string) => Buffer.from(text, 'base64');

// Adds the order of the group to S: the same point, another spelling (RFC 8032, 5.1.7 forbids it).
function malleated(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
}

const signature = (edit: (bytes: Buffer) => Uint8Array, signers: readonly Signer[] = [lab]): Change => ({
  signers,
  envelope: ({ signatures: [first] }) => (first!.sig = base64(edit(bytesOf(first!.sig)))),
});

const labKey = newKey('ed25519');
const signsRawPayload: Signer = {
  ...signerOf(labKey),
  sign: (bytes) => Promise.resolve(sign(null, bytes.subarray(bytes.indexOf(0x7b)), labKey)),
};
const p256 = (edit: (bytes: Buffer) => Uint8Array) => signature(edit, [labToken]);
const flipped = (bytes: Buffer) => {
  bytes[3]! ^= 1;
  return bytes;
};

// The numbers are those of the collection of inputs a verifier must refuse. S15 and S19 speak of certificates, the L and
// R families of the log and the status list: a report has neither.
const envelopes: readonly Case[] = [
  [
    'E01 payload byte changed',
    'SIG_INVALID',
    { envelope: (e) => (e.payload = base64(bytesOf(e.payload).toString().replace('basic', 'magic'))) },
  ],
  ['E02 signature bit flipped', 'SIG_INVALID', signature(flipped)],
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
  ['E07 the same signature twice', 'SIG_DUP', { envelope: (e) => e.signatures.push(e.signatures[0]!) }],
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
      envelope: ({ signatures: [s] }) =>
        (s!.sig = s!.sig.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`)),
    },
  ],
  [
    'E12 base64url without padding',
    'B64',
    { envelope: ({ signatures: [s] }) => (s!.sig = bytesOf(s!.sig).toString('base64url')) },
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
    { envelope: (e) => (e.signatures = Array<(typeof e.signatures)[number]>(17).fill(e.signatures[0]!)) },
  ],
  ['E18 an Ed25519 signature with S + L', 'SIG_INVALID', signature(malleated)],
  ['E19 a signature of zeros', 'SIG_INVALID', signature(() => Buffer.alloc(64))],
  ['E20 ECDSA with r = s = 0', 'SIG_INVALID', p256(() => Buffer.from('3006020100020100', 'hex'))],
  ['E21 raw r and s where DER is expected', 'SIG_INVALID', p256(() => Buffer.alloc(64, 7))],
  [
    'E22 signed without the pre-authentication encoding',
    'SIG_INVALID',
    {
      signers: [signsRawPayload],
      trust: ({ bodies: [body] }) =>
        (body!.keys = [
          { ...body!.keys[0]!, keyid: signsRawPayload.keyId, publicKey: base64(signsRawPayload.publicKey.spki) },
        ]),
    },
  ],
  [
    'E23 a good and a bad signature of known keys',
    'SIG_INVALID',
    { envelope: (e) => e.signatures.push({ keyid: labToken.keyId, sig: base64(Buffer.alloc(70, 1)) }) },
  ],
  [
    'E24 a JWS with alg none',
    'SCHEMA',
    { bytes: () => JSON.stringify({ protected: base64('{"alg":"none"}'), payload: 'e30', signature: '' }) },
  ],
  [
    'E25 an algorithm named by the signature',
    'SCHEMA',
    { envelope: (e) => Object.assign(e.signatures[0]!, { alg: 'HS256' }) },
  ],
];

const statements: readonly Case[] = [
  [
    'S01 a name twice in the signed text',
    'JSON_DUP',
    { text: (text) => text.replace('"outcome":', '"outcome": "conforms", "outcome":') },
  ],
  [
    'S02 another type of statement',
    'STATEMENT_TYPE',
    { statement: (s) => Object.assign(s, { _type: 'https://in-toto.io/Statement/v0.1' }) },
  ],
  [
    'S03 another type of predicate',
    'PREDICATE_TYPE',
    { statement: (s) => Object.assign(s, { predicateType: `${s.predicateType}/x` }) },
  ],
  ['S04 an unknown member of the report', 'SCHEMA', { report: (r) => Object.assign(r, { waiver: 'all' }) }],
  ['S05 no subject', 'SUBJECT', { statement: (s) => (s.subject = []) }],
  [
    'S06 a subject named by SHA-1',
    'DIGEST_ALG',
    { statement: (s) => Object.assign(s.subject[0]!, { digest: { sha1: '0'.repeat(40) } }) },
  ],
  [
    'S06 a subject with a second digest',
    'DIGEST_ALG',
    { statement: (s) => Object.assign(s.subject[0]!.digest, { md5: '0'.repeat(32) }) },
  ],
  [
    'S07 a digest in upper case',
    'DIGEST_ALG',
    { statement: (s) => (s.subject[0]!.digest.sha256 = s.subject[0]!.digest.sha256.toUpperCase()) },
  ],
  ['S08 two subjects of one name', 'SUBJECT_DUP', { statement: (s) => s.subject.push(s.subject[0]!) }],
  [
    'S09 a file that was not tested',
    'SUBJECT_MISMATCH',
    { input: { files: [{ name: 'firmware.bin', digest: digestOf('another firmware') }] } },
  ],
  ['S10 an expired report', 'EXPIRED', { report: (r) => (r.expiresAt = '2026-12-20T00:00:00Z') }],
  ['S11 a report from the future', 'FUTURE', { report: (r) => (r.issuedAt = '2026-12-31T00:00:00Z') }],
  [
    'S12 a report that expires before it is issued',
    'TIME_ORDER',
    { report: (r) => (r.expiresAt = '2020-01-01T00:00:00Z') },
  ],
  [
    'S12 a report issued before the tests ended',
    'TIME_ORDER',
    { report: (r) => (r.issuedAt = '2026-12-02T09:30:00Z') },
  ],
  ['S13 30 February', 'TIME', { report: (r) => (r.issuedAt = '2026-02-30T00:00:00Z') }],
  ['S14 a time with an offset', 'TIME', { report: (r) => (r.issuedAt = '2026-12-04T15:30:00+01:00') }],
  ['S16 bytes that are not UTF-8', 'UTF8', { text: (text) => Buffer.from(text.replace('Pip', 'P\u00ef'), 'latin1') }],
  ['S17 half a surrogate pair', 'JSON_SURROGATE', { text: (text) => text.replace('Pip', '\\ud800') }],
  [
    'S18 an integer beyond 2^53',
    'JSON_NUM',
    { text: (text) => text.replace('"attempts": 10', '"attempts": 9007199254740993') },
  ],
  ['S20 an edition that the trust list does not know', 'SCHEME_VERSION', { report: (r) => (r.method.edition = '0.9') }],
  ['subjects that are not the parts of the report', 'SUBJECT', { statement: (s) => s.subject.pop() }],
  ['a payload that is null', 'STATEMENT_TYPE', { text: () => 'null' }],
  ['a report of another format', 'SCHEMA', { report: (r) => Object.assign(r, { report: 2 }) }],
  ['a time of verification that is none', 'TIME', { input: { at: 'yesterday' } }],
];

describe('verify refuses an envelope or a statement with', () => {
  for (const [name, code, change] of [...envelopes, ...statements])
    it(`${name}: ${code}`, async () => {
      const { valid, steps } = await verifyChanged(change);
      expect(valid).to.equal(false);
      expect(steps.find(({ state }) => state === 'failed')?.code).to.equal(code);
    });
});
