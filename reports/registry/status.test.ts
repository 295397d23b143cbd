import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { StatusList } from '../../schemas/types.ts';
import { newKey } from '../sign/keys.ts';
import { statusListType } from '../sign/pae.ts';
import { seal } from '../sign/sign.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import { verifyStatus, type StatusInput } from '../verify/status.ts';
import { publish } from './publish.ts';
import { publishStatus } from './publish-status.ts';
import { openRegistry, type Registry } from './registry.ts';
import {
  at,
  codeOf,
  founded,
  idOf,
  issued,
  issuedMany,
  logSigner,
  logged,
  origin,
  scratch,
  statusSigner,
} from './registry.fixture.ts';
import { openStatusList, shardOf, statusFile } from './status-list.ts';
import { checkpointBytes } from './log.ts';
import { openCheckpoint } from './checkpoint.ts';

const day = 86_400;
const lab = signerOf(newKey('ed25519'));

interface Case {
  readonly name: string;
  readonly code: string;
  readonly list?: Partial<StatusList>;
  readonly signer?: Signer;
  readonly input?: Partial<StatusInput>;
  readonly type?: 'application/vnd.in-toto+json';
  readonly bytes?: (text: string) => string;
}

const against = (state: 'suspended' | 'withdrawn') =>
  [{ certificate: idOf(1), state, since: at, reason: 'vulnerability' }] as const;

const cases: readonly Case[] = [
  { name: 'a withdrawn certificate (R01)', code: 'REVOKED', list: { statuses: [...against('withdrawn')] } },
  { name: 'a suspended certificate (R02)', code: 'SUSPENDED', list: { statuses: [...against('suspended')] } },
  { name: 'a list that ended a second ago (R03)', code: 'STATUS_STALE', input: { at: '2026-11-25T12:00:01Z' } },
  { name: 'a list older than one seen before (R04)', code: 'STATUS_ROLLBACK', input: { seenVersion: 8 } },
  { name: 'a list that a laboratory signed (R05)', code: 'THRESHOLD', signer: lab },
  { name: 'a list from the future (R06)', code: 'STATUS_FUTURE', input: { at: '2026-11-24T11:54:59Z' } },
  { name: 'a list that ends before it begins', code: 'TIME_ORDER', list: { nextUpdate: '2026-11-24T11:59:59Z' } },
  { name: 'a day that does not exist', code: 'TIME', list: { nextUpdate: '2026-02-30T00:00:00Z' } },
  { name: 'a list of another log', code: 'ORIGIN', list: { origin: 'another.example/log' } },
  { name: 'a list from before the certificate', code: 'STATUS_UNKNOWN', list: { logSize: 1 } },
  { name: 'a list of another shard', code: 'STATUS_SHARD', list: { shards: 2, shard: 1 - shardOf(idOf(1), 2) } },
  { name: 'a shard beyond their number', code: 'SCHEMA', list: { shards: 2, shard: 2 } },
  { name: 'another tree of the same size', code: 'SPLIT_VIEW', list: { logRoot: `${'A'.repeat(43)}=` } },
  { name: 'an unknown member', code: 'SCHEMA', list: { extra: 1 } as Partial<StatusList> },
  { name: 'a report in the place of a list', code: 'PAYLOAD_TYPE', type: 'application/vnd.in-toto+json' },
  { name: 'a changed byte', code: 'SIG_INVALID', bytes: (text) => text.replace(/"payload": "(.)/, '"payload": "f') },
  { name: 'a name twice', code: 'JSON_DUP', bytes: (text) => text.replace('{', '{"payload":"",') },
  { name: 'something after the list', code: 'JSON_TRAILING', bytes: (text) => `${text}{}` },
];

describe('the status list', () => {
  const { folder, remove } = scratch();
  let registry: Registry;
  let list: StatusList;
  let tree: { size: number; root: Buffer };

  const bytesOf = (shard = 0) => readFileSync(join(registry.folder, statusFile(shard)));
  const listIn = (shard = 0) => openStatusList(bytesOf(shard), registry.trust);
  const input = (change: Partial<StatusInput> = {}): StatusInput => ({
    status: bytesOf(),
    policy: registry.policy,
    certificate: idOf(1),
    logged: { index: 1, ...tree },
    at,
    ...change,
  });
  const publishAll = (time = at) => publishStatus(registry, { signer: statusSigner, at: time, validSeconds: day });

  before(async () => {
    registry = await founded(join(folder, 'registry'));
    await logged(registry, issuedMany(0, 300));
    [list] = (await publishAll()) as [StatusList];
    tree = openCheckpoint(checkpointBytes(registry.folder), registry.trust, Date.parse(at) / 1000);
  });
  after(remove);

  it('says of a certificate that is not listed that it is in force', () => {
    expect(verifyStatus(input())).to.include({ version: 1, logSize: 300, nextUpdate: '2026-11-25T12:00:00Z' });
    expect(verifyStatus(input()).message).to.contain('in force by list 1');
  });

  for (const one of cases)
    it(`is refused for ${one.name}: ${one.code}`, async () => {
      const changed = { ...list, version: 7, ...one.list };
      const envelope = await seal(
        Buffer.from(canonicalJson(changed)),
        [one.signer ?? statusSigner],
        one.type ?? statusListType,
      );
      const text = (one.bytes ?? String)(canonicalJson(envelope));
      const own = input({ status: Buffer.from(text), ...one.input });
      expect(await codeOf(() => verifyStatus(own))).to.equal(one.code);
    });

  it('is signed by no key but the one for it', async () => {
    const wrong = { signer: lab, at, validSeconds: day };
    expect(await codeOf(() => publishStatus(registry, wrong))).to.equal('KEY');
  });

  it('follows suspension, reinstatement and withdrawal, a version at a time', async () => {
    const state = () => codeOf(() => verifyStatus(input({ logged: { ...tree, index: 1 } })));
    const log = async (event: 'suspended' | 'reinstated' | 'withdrawn') => {
      const reason = event === 'reinstated' ? 'resolved' : 'surveillance';
      await publish(registry, [{ event, certificate: idOf(1), reason }], { signer: logSigner, at });
      await publishAll();
    };
    await log('suspended');
    expect(await state()).to.equal('SUSPENDED');
    await log('reinstated');
    expect(await state()).to.equal(undefined);
    await log('suspended');
    await log('withdrawn');
    expect(await state()).to.equal('REVOKED');
    expect(listIn()).to.include({ version: 5, logSize: 304 });
    expect(listIn().statuses).to.deep.equal([
      { certificate: idOf(1), state: 'withdrawn', since: at, reason: 'surveillance' },
    ]);
  });

  it('is the same whether it was made from the list before or from the whole log', async () => {
    const before = listIn();
    registry = await founded(join(folder, 'again'));
    await publish(registry, issuedMany(0, 300), { signer: logSigner, at });
    for (const event of ['suspended', 'reinstated', 'suspended', 'withdrawn'] as const)
      await publish(
        registry,
        [{ event, certificate: idOf(1), reason: event === 'reinstated' ? 'resolved' : 'surveillance' }],
        { signer: logSigner, at },
      );
    await publishAll();
    expect({ ...listIn(), version: 5 }).to.deep.equal(before);
  });

  it('can be divided; each part speaks of its own certificates', async () => {
    registry = await founded(join(folder, 'divided'), 4);
    await publish(registry, issuedMany(0, 40), { signer: logSigner, at });
    const withdrawn = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
      event: 'withdrawn' as const,
      certificate: idOf(number),
      reason: 'misuse' as const,
    }));
    await publish(registry, withdrawn, { signer: logSigner, at });
    await publishAll();
    const parts = [0, 1, 2, 3].map((shard) => listIn(shard));
    expect(
      parts
        .flatMap(({ statuses }) => statuses)
        .map(({ certificate }) => certificate)
        .sort(),
    ).to.deep.equal(withdrawn.map(({ certificate }) => certificate));
    for (let number = 0; number < 40; number++) {
      const status = bytesOf(shardOf(idOf(number), 4));
      const own = {
        ...input({ status, certificate: idOf(number) }),
        logged: { index: number, size: 1, root: tree.root },
      };
      expect(await codeOf(() => verifyStatus(own))).to.equal(number >= 2 && number <= 9 ? 'REVOKED' : undefined);
    }
  });
});

describe('a registry', () => {
  it('is founded once, and opened as it was founded', async () => {
    const { folder, remove } = scratch();
    try {
      const registry = await founded(folder);
      expect(openRegistry(folder).policy).to.deep.equal(registry.policy);
      expect(openRegistry(folder).trust.origin).to.equal(origin);
      expect(await codeOf(() => founded(folder))).to.equal('FILE');
      expect(await codeOf(() => openRegistry(join(folder, 'absent')))).to.equal('FILE');
      const wrong = publish(registry, [issued(1)], { signer: lab, at });
      expect(await codeOf(() => wrong)).to.equal('KEY');
    } finally {
      remove();
    }
  });
});
