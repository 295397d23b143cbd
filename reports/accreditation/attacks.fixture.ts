import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { AccreditationMetadata, AccreditationRoot } from '../../schemas/types.ts';
import type { RefusalCode } from '../verify/refusal.ts';
import { rootKeyOf } from './keys.ts';
import { daysAfter, sealMetadata, sha256 } from './metadata.ts';
import { places, readRepository, trustFile } from './repository.ts';
import { publishList, refresh } from './publish.ts';
import * as made from './scheme.fixture.ts';
import { forge, metadataFile, now, onlineKey, rootA, rootB, signing, stranger, targetsKey } from './scheme.fixture.ts';

type Attack = (scheme: made.Scheme) => unknown;
type Case = readonly [name: string, code: RefusalCode, attack: Attack, begin?: Parameters<typeof made.makeScheme>[0]];

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the scheme of the tests holds it');
  return value;
}

const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

const editMetadata = (scheme: made.Scheme, name: string, change: (data: AccreditationMetadata) => unknown) =>
  edit(metadataFile(scheme, name), (text) => {
    const data = JSON.parse(text) as AccreditationMetadata;
    change(data);
    return canonicalJson(data);
  });

const again = (scheme: made.Scheme) => publishList(readRepository(scheme.folder), made.draft, signing);
// Signatures with P-256 differ in length, and a file longer than was said is refused before its content is looked at.
async function olderBesideNewer(scheme: made.Scheme, kind: 'snapshot' | 'targets'): Promise<void> {
  const fileOf = (version: number) => metadataFile(scheme, `${version}.${kind}.json`);
  let newest = 1;
  do {
    await again(scheme);
    newest++;
  } while (newest < 40 && statSync(fileOf(1)).size > statSync(fileOf(newest)).size);
  copyFileSync(fileOf(1), fileOf(newest));
}

const nextRoot = (root: AccreditationRoot): AccreditationRoot => ({ ...root, version: root.version + 1 });
const newRoot = (signers: readonly (typeof rootA)[], change = nextRoot): Attack => {
  return (scheme) => forge(scheme, '2.root.json', { kind: 'root', edit: change, signers });
};
const ownedByStranger = (root: AccreditationRoot): AccreditationRoot => {
  const { keyid, key } = rootKeyOf(stranger.publicKey);
  return {
    ...nextRoot(root),
    keys: { ...root.keys, [keyid]: key },
    roles: { ...root.roles, root: { keyids: [keyid], threshold: 1 } },
  };
};
const timestampBy = (signer: typeof rootA): Attack => {
  return (scheme) => forge(scheme, 'timestamp.json', { kind: 'timestamp', edit: (t) => t, signers: [signer] });
};

/** What a client must refuse of a repository that somebody attacked, and the code of each. */
export const attacks: readonly Case[] = [
  [
    'an older timestamp than was seen',
    'TRUST_ROLLBACK',
    async (scheme) => {
      copyFileSync(metadataFile(scheme, 'timestamp.json'), join(scheme.folder, 'old'));
      await again(scheme);
      await scheme.fetch();
      copyFileSync(join(scheme.folder, 'old'), metadataFile(scheme, 'timestamp.json'));
    },
  ],
  ['a timestamp that is not renewed', 'TRUST_EXPIRED', () => undefined, { now: daysAfter(now, -8) }],
  ['a list that is not renewed', 'TRUST_EXPIRED', () => undefined, { days: { targets: -1 } }],
  ['a root that is not renewed', 'ROOT_EXPIRED', () => undefined, { days: { root: -1 } }],
  ['a new root that strangers signed', 'ROOT_TAKEOVER', newRoot([stranger], ownedByStranger)],
  ['a new root that one of two holders signed', 'ROOT_TAKEOVER', newRoot([rootA, stranger], ownedByStranger)],
  ['a new root that its own holder did not sign', 'ROOT_TAKEOVER', newRoot([rootA, rootB], ownedByStranger)],
  ['a new root with the number of the old', 'TRUST_ROLLBACK', newRoot([rootA, rootB], (root) => root)],
  [
    'a threshold met by one signature twice',
    'SIG_DUP',
    async (scheme) => {
      await newRoot([rootA])(scheme);
      editMetadata(scheme, '2.root.json', ({ signatures }) => signatures.push(needed(signatures[0])));
    },
  ],
  [
    'a threshold met by one key under two ids',
    'KEYID',
    async (scheme) => {
      await newRoot([rootA, rootB], (root) => {
        const { keyid, key } = rootKeyOf(rootA.publicKey);
        const other = 'f'.repeat(64);
        const roles = { ...root.roles, root: { keyids: [keyid, other], threshold: 2 } };
        return { ...nextRoot(root), keys: { ...root.keys, [other]: key }, roles };
      })(scheme);
    },
  ],
  [
    'a root that demands nobody of a role',
    'SCHEMA',
    async (scheme) => {
      await newRoot([rootA, rootB])(scheme);
      editMetadata(
        scheme,
        '2.root.json',
        ({ signed }) => signed._type === 'root' && (signed.roles.targets.threshold = 0),
      );
    },
  ],
  [
    'a root with a key of another algorithm',
    'ALG',
    newRoot([rootA, rootB], (root) => {
      const [keyid = ''] = root.roles.targets.keyids;
      const key = { ...needed(root.keys[keyid]), scheme: 'rsassa-pss-sha256' };
      return { ...nextRoot(root), keys: { ...root.keys, [keyid]: key } };
    }),
  ],
  ['a timestamp signed with the key of the list', 'KEY_ROLE', timestampBy(targetsKey)],
  ['a timestamp signed with a root key', 'KEY_ROLE', timestampBy(rootA)],
  ['a timestamp signed with an unknown key', 'TRUST_THRESHOLD', timestampBy(stranger)],
  ['a list signed with the key that is online', 'KEY_ROLE', (scheme) => mixed(scheme, onlineKey)],
  [
    'a changed timestamp',
    'TRUST_THRESHOLD',
    (scheme) => editMetadata(scheme, 'timestamp.json', ({ signed }) => (signed.expires = daysAfter(now, 900))),
  ],
  [
    'a name twice in the timestamp',
    'JSON_DUP',
    (scheme) =>
      edit(metadataFile(scheme, 'timestamp.json'), (text) => text.replace('"version":', '"version": 9, "version":')),
  ],
  [
    'an unknown member in the timestamp',
    'SCHEMA',
    (scheme) => editMetadata(scheme, 'timestamp.json', (data) => Object.assign(data, { note: 'gold' })),
  ],
  [
    'a snapshot in place of the timestamp',
    'SCHEMA',
    (scheme) => copyFileSync(metadataFile(scheme, '1.snapshot.json'), metadataFile(scheme, 'timestamp.json')),
  ],
  [
    'the snapshot of an earlier day beside the timestamp of today',
    'TRUST_MIX',
    (scheme) => olderBesideNewer(scheme, 'snapshot'),
  ],
  [
    'the targets of an earlier day beside the snapshot of today',
    'TRUST_MIX',
    (scheme) => olderBesideNewer(scheme, 'targets'),
  ],
  [
    'another trust list than was signed',
    'TRUST_DIGEST',
    (scheme) => edit(listFile(scheme), (text) => text.replace('"basic"', '"highs"')),
  ],
  [
    'a trust list with something behind it',
    'TRUST_SIZE',
    (scheme) => edit(listFile(scheme), (text) => text + ' '.repeat(10_000)),
  ],
  [
    'a timestamp that does not end',
    'TRUST_SIZE',
    (scheme) => edit(metadataFile(scheme, 'timestamp.json'), (text) => text + ' '.repeat(20_000)),
  ],
];

const listFile = ({ folder }: made.Scheme) =>
  join(
    places(folder).targets,
    `${needed(readRepository(folder).targets.targets[trustFile]).hashes.sha256}.${trustFile}`,
  );

// Everything fits together; only who signed the list is wrong.
async function mixed(scheme: made.Scheme, signer: typeof rootA): Promise<void> {
  const { targets } = readRepository(scheme.folder);
  const bytes = await sealMetadata(targets, [signer]);
  writeFileSync(metadataFile(scheme, '1.targets.json'), bytes);
  const meta = { version: 1, length: bytes.length, hashes: { sha256: sha256(bytes) } };
  const change = {
    kind: 'snapshot',
    edit: (s: made.Snapshot) => ({ ...s, meta: { 'targets.json': meta } }),
    signers: [onlineKey],
  } as const;
  await forge(scheme, '1.snapshot.json', change);
  await refresh({ ...readRepository(scheme.folder) }, signing);
}
