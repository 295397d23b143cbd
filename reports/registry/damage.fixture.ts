import { cpSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { RegistryEvent, StatusList } from '../../schemas/types.ts';
import { statusListType } from '../sign/pae.ts';
import { seal } from '../sign/sign.ts';
import { signCheckpoint } from './checkpoint.ts';
import { grow, rootOf } from './edge.ts';
import { encodeEvent, readEvent } from './event.ts';
import { inFolder, readEntry } from './log.ts';
import { place, realDisk } from './disk.ts';
import { proofFile } from './prove.ts';
import { openRegistry } from './registry.ts';
import { openStatusList, statusFile } from './status-list.ts';
import { idOf, logSigner, origin, statusSigner } from './registry.fixture.ts';

/** Entries of the log that is damaged. */
export const size = 520;

/** One thing wrong with a log, and every code that it has to give. */
export interface Damage {
  readonly name: string;
  readonly codes: readonly string[];
  readonly damage: (folder: string) => unknown;
}

/** Changes one bit. */
export const bend = (file: string, offset: number) => (folder: string) => {
  const bytes = readFileSync(join(folder, file));
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
  writeFileSync(join(folder, file), bytes);
};
const cut = (file: string, length: number) => (folder: string) => truncateSync(join(folder, file), length);
const drop = (file: string) => (folder: string) => rmSync(join(folder, file), { recursive: true });
const replace = (file: string, from: RegExp | string, to: string | ((found: string) => string)) => (folder: string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const replaced = text.replace(from, (found) => (typeof to === 'string' ? to : to(found)));
  expect(replaced).not.to.equal(text);
  writeFileSync(join(folder, file), replaced);
};
/** Another character of base64 in the place of the last one, whatever that is. */
const otherEnd = (found: string) => `${found.slice(0, -1)}${found.endsWith('x') ? 'y' : 'x'}`;
/** A log of these entries in the place of the one that is there, signed by the log itself. */
const rewritten = (edit: (events: RegistryEvent[]) => RegistryEvent[]) => async (folder: string) => {
  const all = Array.from({ length: size }, (_, index) => readEvent(readEntry(inFolder(folder), index, size)));
  for (const name of ['tile', 'proof', 'status', 'private']) rmSync(join(folder, name), { recursive: true });
  const { edge, files } = grow({ size: 0, hashes: [], entries: [] }, edit(all).map(encodeEvent));
  const checkpoint = await signCheckpoint({ origin, size: edge.size, root: rootOf(edge) }, logSigner);
  place(realDisk, folder, [...files, { path: 'checkpoint', bytes: Buffer.from(checkpoint) }]);
};
const relisted = (edit: (list: StatusList) => StatusList) => async (folder: string) => {
  const list = openStatusList(readFileSync(join(folder, statusFile(0))), openRegistry(folder).trust);
  const envelope = await seal(Buffer.from(canonicalJson(edit(list))), [statusSigner], statusListType);
  writeFileSync(join(folder, statusFile(0)), canonicalJson(envelope));
};

export const proof = proofFile(idOf(7));
export const damages: readonly Damage[] = [
  {
    name: 'a changed byte in an entry',
    codes: ['ENTRY_FORM', 'TILE_HASH', 'ROOT', 'PROOF_TREE', 'STATUS_TREE'],
    damage: bend('tile/entries/000', 3),
  },
  {
    name: 'a changed digit in an entry',
    codes: ['TILE_HASH', 'ROOT', 'PROOF_TREE', 'STATUS_TREE'],
    damage: (folder) => {
      const bytes = readFileSync(join(folder, 'tile/entries/000'));
      const at = bytes.indexOf('"edition":"1.0"');
      bend('tile/entries/000', at + 13)(folder);
    },
  },
  { name: 'a changed hash in a full tile', codes: ['TILE_HASH'], damage: bend('tile/0/001', 40) },
  { name: 'a changed hash in a partial tile', codes: ['TILE_HASH'], damage: bend('tile/0/002.p/8', 40) },
  { name: 'a changed hash in a tile of the level above', codes: ['TILE_HASH'], damage: bend('tile/1/000.p/2', 40) },
  { name: 'a truncated tile', codes: ['TILE_LENGTH'], damage: cut('tile/0/001', 8191) },
  {
    name: 'a tile with something after it',
    codes: ['TILE_MISSING'],
    damage: (folder) => writeFileSync(join(folder, 'tile/0/001'), Buffer.alloc(8193)),
  },
  { name: 'a missing tile', codes: ['TILE_MISSING'], damage: drop('tile/1/000.p/2') },
  { name: 'a missing bundle', codes: ['BUNDLE_MISSING'], damage: drop('tile/entries/001') },
  { name: 'a truncated bundle', codes: ['BUNDLE_FORM'], damage: cut('tile/entries/001', 5000) },
  { name: 'an earlier partial tile that tells another story', codes: ['TILE_HASH'], damage: bend('tile/0/002.p/4', 1) },
  {
    name: 'an earlier partial bundle that tells another story',
    codes: ['BUNDLE_FORM'],
    damage: bend('tile/entries/002.p/4', 10),
  },
  {
    name: 'a foreign name among the partial tiles',
    codes: ['FOREIGN_FILE'],
    damage: (folder) => writeFileSync(join(folder, 'tile/0/002.p/08'), ''),
  },
  { name: 'a foreign level', codes: ['FOREIGN_FILE'], damage: (folder) => writeFileSync(join(folder, 'tile/00'), '') },
  {
    name: 'a tile that is a device without an end',
    codes: ['TILE_MISSING'],
    damage: (folder) => {
      rmSync(join(folder, 'tile/0/001'));
      symlinkSync('/dev/zero', join(folder, 'tile/0/001'));
    },
  },
  {
    name: 'another root in the checkpoint',
    codes: ['ROOT', 'SIGNATURE', 'COSIGNATURE'],
    damage: replace('checkpoint', /\n520\n./, otherEnd),
  },
  {
    name: 'a checkpoint of another log',
    codes: ['CHECKPOINT'],
    damage: replace('checkpoint', origin, 'another.example/log'),
  },
  {
    name: 'a checkpoint that is an image',
    codes: ['CHECKPOINT'],
    damage: (folder) => writeFileSync(join(folder, 'checkpoint'), Buffer.alloc(500, 0xff)),
  },
  {
    name: 'a broken cosignature',
    codes: ['COSIGNATURE'],
    damage: replace('checkpoint', /\u2014 witness-two\S* .{21}/u, otherEnd),
  },
  {
    name: 'a policy that is none',
    codes: ['POLICY'],
    damage: replace('registry.json', '"registry": 1', '"registry": 2'),
  },
  {
    name: 'a proof with another index',
    codes: ['PROOF_PATH', 'PROOF_ENTRY'],
    damage: replace(proof, 'index 7', 'index 6'),
  },
  {
    name: 'a proof under the name of another certificate',
    codes: ['PROOF_ENTRY'],
    damage: (folder) => cpSync(join(folder, proof), join(folder, proofFile(idOf(8)))),
  },
  { name: 'a proof that is no proof', codes: ['PROOF_FORM'], damage: cut(proof, 100) },
  {
    name: 'a proof with too few witnesses',
    codes: ['PROOF_SIGNATURE'],
    damage: replace(proof, /\u2014 witness-two.*\n/u, ''),
  },
  {
    name: 'a list with a changed byte',
    codes: ['STATUS_SIGNATURE'],
    damage: replace(statusFile(0), /"payload": "./, '"payload": "f'),
  },
  { name: 'a list that is none', codes: ['STATUS_FORM'], damage: cut(statusFile(0), 50) },
  {
    name: 'a signed list that hides a withdrawal',
    codes: ['STATUS_CONTENT'],
    damage: relisted((list) => ({ ...list, statuses: [] })),
  },
  {
    name: 'a signed list that withdraws what is in force',
    codes: ['STATUS_CONTENT'],
    damage: relisted((list) => ({ ...list, statuses: list.statuses.map((one) => ({ ...one, certificate: idOf(3) })) })),
  },
  {
    name: 'a signed list over another tree',
    codes: ['STATUS_TREE'],
    damage: relisted((list) => ({ ...list, logRoot: `${'A'.repeat(43)}=` })),
  },
  { name: 'a list from a longer log', codes: ['STATUS_TREE'], damage: relisted((list) => ({ ...list, logSize: 521 })) },
  {
    name: 'a list that has ended',
    codes: ['STATUS_STALE'],
    damage: relisted((list) => ({ ...list, issuedAt: '2026-11-01T00:00:00Z', nextUpdate: '2026-11-02T00:00:00Z' })),
  },
  {
    name: 'an index that misses a certificate',
    codes: ['INDEX'],
    damage: (folder) => cut('private/index/recent', 519 * 36)(folder),
  },
  {
    name: 'a log that issues a certificate twice',
    codes: ['ENTRY_EVENT'],
    damage: rewritten((events) => [...events, { ...nth(events, 7), at: '2026-11-24T12:00:09Z' }]),
  },
  {
    name: 'a log that reinstates what is in force',
    codes: ['ENTRY_EVENT'],
    damage: rewritten((events) => [
      ...events,
      { ...withoutScope(nth(events, 7)), event: 'reinstated', reason: 'resolved' },
    ]),
  },
  {
    name: 'a log that suspends what is withdrawn',
    codes: ['ENTRY_EVENT'],
    damage: rewritten((events) => [
      ...events,
      { ...withoutScope(nth(events, 9)), event: 'suspended', reason: 'misuse' },
    ]),
  },
  {
    name: 'a log that changes a digest',
    codes: ['ENTRY_DIGEST'],
    damage: rewritten((events) => [
      ...events,
      { ...withoutScope(nth(events, 7)), digest: nth(events, 8).digest, event: 'withdrawn', reason: 'error' },
    ]),
  },
  {
    name: 'a log whose times run backwards',
    codes: ['ENTRY_TIME'],
    damage: rewritten((events) => events.with(100, { ...nth(events, 100), at: '2026-11-01T00:00:00Z' })),
  },
  {
    name: 'a log with an entry that is no event',
    codes: ['ENTRY_FORM'],
    damage: rewritten((events) => [...events, { hello: 1 } as unknown as RegistryEvent]),
  },
];

function withoutScope({ registryEvent, certificate, digest, at }: RegistryEvent) {
  return { registryEvent, certificate, digest, at };
}

function nth(events: readonly RegistryEvent[], index: number): RegistryEvent {
  const event = events[index];
  if (event === undefined) throw new RangeError(String(index));
  return event;
}
