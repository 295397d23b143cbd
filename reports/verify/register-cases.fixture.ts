import type { RegistryEvent } from '../../schemas/types.ts';
import { cosign, signCheckpoint } from '../registry/checkpoint.ts';
import { encodeEvent } from '../registry/event.ts';
import { readVerifierKey, signText, signatureLine, verifierKey } from '../registry/note.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import * as made from './certificate.fixture.ts';
import type { NumberedCase } from './envelope-cases.fixture.ts';
import { lab, stranger, type Draft } from './verify.fixture.ts';

type Case = NumberedCase<made.Change>;

const head = (proof: string) => proof.slice(0, proof.indexOf('\n\n') + 2);
const note = (proof: string) => proof.slice(proof.indexOf('\n\n') + 2);
const text = (proof: string) => note(proof).slice(0, note(proof).indexOf('\n\n') + 1);
const line = (proof: string, index: number) =>
  `${
    note(proof)
      .slice(text(proof).length + 1)
      .trimEnd()
      .split('\n')[index]
  }\n`;
const signedBy = (proof: string, ...lines: readonly string[]) => `${head(proof)}${text(proof)}\n${lines.join('')}`;
const atLine = (proof: string, index: number, edit: (line: string) => string | undefined) =>
  proof
    .split('\n')
    .flatMap((one, at) => (at === index ? (edit(one) ?? []) : [one]))
    .join('\n');
const flipped = (hash: string) => {
  const bytes = Buffer.from(hash, 'base64');
  bytes.writeUInt8((bytes[0] ?? 0) ^ 1, 0);
  return bytes.toString('base64');
};
const witnessKey = (index: number) => {
  const { name, signer } = made.witnesses[index] ?? { name: '', signer: stranger };
  return { key: readVerifierKey(verifierKey(name, signer, 'witness')), signer };
};
const reTimed = (cosignature: string) => {
  const [, name = '', encoded = ''] = cosignature.trimEnd().split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  bytes.writeUInt8((bytes[11] ?? 0) ^ 1, 11);
  return signatureLine({ name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) });
};
const withdrawn = (event: Draft<RegistryEvent>) => {
  Object.assign(event, { event: 'withdrawn', reason: 'error' });
  delete event.level;
  delete event.edition;
  delete event.scope;
};
const otherOrigin = async (proof: string) => {
  const root = Buffer.from(text(proof).split('\n')[2] ?? '', 'base64');
  return `${head(proof)}${await signCheckpoint({ origin: 'other.example/log', size: 3, root }, made.log)}`;
};
const unknownWitness = () => verifierKey('unknown.example', signerOf(newKey('ed25519')), 'witness');

/** The family L: what is refused of a log, its checkpoint and its proofs. */
export const registers: readonly Case[] = [
  ['L01 the entry of another certificate', 'LEAF_BIND', { event: (e) => (e.certificate = 'TM-2026-000002') }],
  [
    'L02 an entry changed after it was logged',
    'INCLUSION',
    {
      proof: (p) =>
        atLine(
          p,
          1,
          (l) =>
            `extra ${encodeEvent({ ...(JSON.parse(Buffer.from(l.slice(6), 'base64').toString()) as RegistryEvent), level: 'high' }).toString('base64')}`,
        ),
    },
  ],
  ['L03 a changed hash in the proof', 'INCLUSION', { proof: (p) => atLine(p, 3, flipped) }],
  ['L04 a hash too few', 'PROOF_LEN', { proof: (p) => atLine(p, 3, () => undefined) }],
  ['L05 a hash too many', 'PROOF_LEN', { proof: (p) => atLine(p, 3, (l) => `${l}\n${l}`) }],
  [
    'L06 a hash of 31 bytes',
    'HASHLEN',
    { proof: (p) => atLine(p, 3, (l) => Buffer.from(l, 'base64').subarray(1).toString('base64')) },
  ],
  ['L07 another place in the log', 'INCLUSION', { proof: (p) => p.replace('index 1', 'index 0') }],
  ['L08 a place beyond the end', 'INDEX_RANGE', { proof: (p) => p.replace('index 1', 'index 3') }],
  ['L09 a place with a leading zero', 'TLOGPROOF', { proof: (p) => p.replace('index 1', 'index 01') }],
  ['L10 an edited size', 'NOTE_SIG', { proof: (p) => p.replace('\n3\n', '\n4\n') }],
  [
    'L11 another key under the name of the log',
    'NOTE_UNSIGNED',
    { proof: async (p) => signedBy(p, await signText(text(p), made.origin, stranger)) },
  ],
  ['L12 a checkpoint of another log', 'ORIGIN', { proof: otherOrigin }],
  ['L13 one witness of two', 'WITNESS', { proof: (p) => signedBy(p, line(p, 0), line(p, 1)) }],
  ['L14 one witness twice', 'COSIG_DUP', { proof: (p) => signedBy(p, line(p, 0), line(p, 1), line(p, 1)) }],
  [
    'L15 witnesses nobody knows',
    'WITNESS',
    { trust: (l) => l.registries?.forEach(({ policy }) => (policy.witnesses = [unknownWitness(), unknownWitness()])) },
  ],
  [
    'L16 an edited time of a cosignature',
    'COSIG',
    { proof: (p) => signedBy(p, line(p, 0), line(p, 1), reTimed(line(p, 2))) },
  ],
  [
    'L17 a cosignature from the future',
    'COSIG_FUTURE',
    {
      proof: async (p) =>
        signedBy(p, line(p, 0), line(p, 1), await cosign(text(p), witnessKey(1), Date.parse(made.at) / 1000 + 301)),
    },
  ],
  ['L18 a witness in the place of the log', 'NOTE_UNSIGNED', { proof: (p) => signedBy(p, line(p, 1), line(p, 2)) }],
  ['L19 a line more in the checkpoint', 'CHECKPOINT', { proof: (p) => p.replace(/(\n3\n.*\n)/, '$1extension\n') }],
  ['L20 carriage returns', 'NOTE_CTL', { proof: (p) => head(p) + note(p).replaceAll('\n', '\r\n') }],
  [
    'L21 two histories of one length',
    'SPLIT_VIEW',
    { input: () => ({ seen: () => ({ tree: { size: 3, root: Buffer.alloc(32) } }) }) },
  ],
  [
    'L22 a node in the place of an entry',
    'PROOF_LEN',
    { proof: (p) => atLine(p.replace('index 1', 'index 0'), 3, () => undefined) },
  ],
  ['L23 a withdrawal in the place of an issue', 'LEAF_TYPE', { event: withdrawn }],
  ['L24 a certificate older than its entry may be', 'BACKDATE', { event: (e) => (e.at = '2026-10-09T00:00:00Z') }],
];

const against = (state: 'suspended' | 'withdrawn') =>
  ({ certificate: 'TM-2026-000001', state, since: '2026-10-20T00:00:00Z', reason: 'vulnerability' }) as const;

/** The family R: what is refused of a status list. */
export const statuses: readonly Case[] = [
  ['R01 a withdrawn certificate', 'REVOKED', { status: (l) => l.statuses.push(against('withdrawn')) }],
  ['R02 a suspended certificate', 'SUSPENDED', { status: (l) => l.statuses.push(against('suspended')) }],
  ['R03 a status that has ended', 'STATUS_STALE', { status: (l) => (l.nextUpdate = '2026-10-24T11:59:59Z') }],
  [
    'R04 a status older than one that was seen',
    'STATUS_ROLLBACK',
    { input: () => ({ seen: () => ({ statusVersion: 15 }) }) },
  ],
  ['R05 a status that a laboratory signed', 'THRESHOLD', { statusSigners: [lab] }],
  ['R06 a status from the future', 'STATUS_FUTURE', { status: (l) => (l.issuedAt = '2026-10-24T12:05:01Z') }],
];
