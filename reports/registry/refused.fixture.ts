import { join } from 'node:path';
import { expect } from 'chai';
import { it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import type { RegistryPolicy } from '../../schemas/types.ts';
import { verifyProof, type ProofInput } from '../verify/log-inclusion.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import { checkpointText, cosign, signCheckpoint } from './checkpoint.ts';
import { readEvent } from './event.ts';
import { inFolder, readEntry, treeOf } from './log.ts';
import { leafHash } from './merkle.ts';
import { readVerifierKey, signatureLine, verifierKey } from './note.ts';
import { proverOf } from './prove.ts';
import type { Registry } from './registry.ts';
import {
  at,
  codeOf,
  founded,
  idOf,
  issuedMany,
  logged,
  logSigner,
  origin,
  scratch,
  witnesses,
} from './registry.fixture.ts';

const { folder, remove } = scratch();
export { remove };
export const stranger = signerOf(newKey('ed25519'));
export const other = 'another.example/log';
export const size = 11;
export let registry: Registry;
export let proof: string;

export const claim = () => {
  const event = readEvent(readEntry(inFolder(registry.folder), 7, size));
  return { certificate: event.certificate, digest: event.digest };
};

/** One thing changed in a valid proof, and the code it has to give. */
export interface Case {
  readonly name: string;
  readonly code: string;
  readonly proof?: (text: string) => string | Buffer | Promise<string>;
  readonly input?: () => Partial<ProofInput>;
}

export const now = Date.parse(at) / 1000;
export const head = (text: string) => text.slice(0, text.indexOf('\n\n') + 2);
export const note = (text: string) => text.slice(text.indexOf('\n\n') + 2);
export const body = (text: string) => note(text).slice(0, note(text).indexOf('\n\n') + 1);
export const lines = (text: string) =>
  note(text)
    .slice(note(text).indexOf('\n\n') + 2)
    .trimEnd()
    .split('\n');
/** The proof with other signature lines, of which each ends in a newline. */
export const signedBy = (text: string, ...signatures: readonly string[]) =>
  `${head(text)}${body(text)}\n${signatures.join('')}`;
export const line = (text: string, index: number) => `${lines(text)[index]}\n`;
export const hashLine = (text: string, edit: (bytes: Buffer) => Buffer) => {
  const all = text.split('\n');
  all[3] = edit(Buffer.from(all[3] ?? '', 'base64')).toString('base64');
  return all.join('\n');
};
export const entryLine = (text: string, entry: Uint8Array) =>
  text.replace(/^extra .*$/m, `extra ${Buffer.from(entry).toString('base64')}`);
export const flipped = (bytes: Buffer, index = 0) =>
  Buffer.from(bytes.map((byte, at) => (at === index ? byte ^ 1 : byte)));
export const witnessKey = (index: number) => {
  const { name, signer } = witnesses[index === 0 ? 0 : 1];
  return { key: readVerifierKey(verifierKey(name, signer, 'witness')), signer };
};
export const policy =
  (change: (draft: { -readonly [K in keyof RegistryPolicy]: RegistryPolicy[K] }) => unknown) => () => {
    const draft = structuredClone(registry.policy);
    change(draft);
    return { policy: draft };
  };
/** A tree with other entries than the log's, signed by the log and seen by both witnesses. */
export const signedTree = async (text: string, root: Buffer, count = size) => {
  const checkpoint = await signCheckpoint({ origin, size: count, root }, logSigner);
  const own = checkpointText({ origin, size: count, root });
  const seen = await Promise.all([0, 1].map((index) => cosign(own, witnessKey(index), now)));
  return `${head(text)}${checkpoint}${seen.join('')}`;
};

/** A log of ten certificates, of which the last is withdrawn, and the proof of the eighth. */
export async function setUp(): Promise<void> {
  registry = await founded(join(folder, 'registry'));
  await logged(registry, [...issuedMany(0, 10), { event: 'withdrawn', certificate: idOf(9), reason: 'nonconformity' }]);
  proof = proverOf(registry, at).prove(idOf(7)).text;
}

/** A test of each case. */
export function refuseEach(cases: readonly Case[]): void {
  for (const one of cases)
    it(`${one.name} is ${one.code}`, async () => {
      const changed = await (one.proof ?? String)(proof);
      if (one.proof !== undefined) expect(Buffer.from(changed).equals(Buffer.from(proof))).to.equal(false);
      const input = { proof: Buffer.from(changed), policy: registry.policy, claim: claim(), at, ...one.input?.() };
      expect(await codeOf(() => verifyProof(input))).to.equal(one.code);
    });
}

export function reTimed(text: string): string {
  return edited(text, (signature) => flipped(signature, 7));
}

export function timeless(text: string): string {
  return edited(text, (signature) => signature.subarray(8));
}

export function edited(text: string, edit: (signature: Buffer) => Buffer): string {
  const [, name = '', encoded = ''] = text.trimEnd().split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  return signatureLine({ name, id: bytes.toString('hex', 0, 4), signature: edit(bytes.subarray(4)) });
}

/** The proof of another entry of the same tree. */
export function proofOf(text: string, index: number): string {
  const read = inFolder(registry.folder);
  const path = treeOf(read, size)
    .inclusion(index)
    .map((hash) => Buffer.from(hash).toString('base64') + '\n');
  const entry = readEntry(read, index, size).toString('base64');
  return `c2sp.org/tlog-proof@v1\nextra ${entry}\nindex ${index}\n${path.join('')}\n${note(text)}`;
}

/** A log of this one entry, signed and seen by all. */
export async function forged(text: string, entry: Buffer): Promise<string> {
  const whole = await signedTree(text, leafHash(entry), 1);
  return `c2sp.org/tlog-proof@v1\nextra ${entry.toString('base64')}\nindex 0\n\n${note(whole)}`;
}

export function smallOrder(): string {
  const point = Buffer.concat([Buffer.of(1, 1), Buffer.alloc(31)]);
  const id = digestOf(Buffer.concat([Buffer.from(`${origin}\n`), point])).slice(7, 15);
  return `${origin}+${id}+${point.toString('base64')}`;
}
