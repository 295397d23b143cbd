import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { UserError } from '../../schemas/problem.ts';
import { Refusal } from '../verify/refusal.ts';
import { reinstate, suspend } from './bodies.ts';
import type { Kinds } from './form.ts';
import { daysAfter, sha256 } from './metadata.ts';
import { publishList, refresh, rotate, type Holding } from './publish.ts';
import { places, readRepository } from './repository.ts';
import {
  draft,
  forge,
  holdersOf,
  holding,
  laboratory,
  makeScheme,
  metadataFile,
  now,
  onlineKey,
  rootA,
  rootB,
  rootC,
  signing,
  stranger,
  targetsKey,
  type Scheme,
} from './scheme.fixture.ts';

describe('the accreditation repository', () => {
  it('hands its list to who has the root, from a folder and over http alike', () =>
    within(async (scheme) => {
      const local = await scheme.fetch();
      expect(local.list.bodies).to.deep.equal([laboratory]);
      expect(local).to.include({ from: 'source', signedAt: now, rootVersion: 1 });
      expect(local.expires).to.equal(daysAfter(now, 7));
      await served(folderOf(scheme), async (from) => {
        const remote = await scheme.fetch({ from, cache: join(scheme.folder, 'other-cache') });
        expect(remote.list).to.deep.equal(local.list);
      });
    }));

  it('gives every change of the list a new version and keeps the old ones', () =>
    within(async (scheme) => {
      const suspended = suspend(draft, laboratory.id, { from: now, because: 'audit' });
      await publishList(readRepository(scheme.folder), suspended, signing);
      const { list } = await scheme.fetch();
      expect(list).to.include({ version: 2, issued: now });
      expect(list.bodies[0]?.suspensions).to.deep.equal([{ from: now, because: 'audit' }]);
      const back = reinstate(list, laboratory.id, daysAfter(now, 1));
      expect(back.bodies[0]?.suspensions).to.deep.equal([{ from: now, to: daysAfter(now, 1), because: 'audit' }]);
      expect(readdirSync(places(scheme.folder).metadata)).to.include.members(['1.targets.json', '2.targets.json']);
    }));

  it('is followed through several changes of keys by who has the first root, and leaves the old keys behind', () =>
    within(async (scheme) => {
      const next: Holding = { ...holding, root: holdersOf(2, rootC, stranger) };
      await rotate(readRepository(scheme.folder), next, { ...signing, signers: [...signing.signers, rootC, stranger] });
      const signers = [rootC, stranger, rootA, targetsKey];
      const last: Holding = {
        root: holdersOf(1, rootA),
        targets: holdersOf(1, targetsKey),
        online: holdersOf(1, rootC),
      };
      await rotate(readRepository(scheme.folder), last, { ...signing, signers });
      expect(await scheme.fetch()).to.include({ rootVersion: 3 });
      expect(await problemOf(publishList(readRepository(scheme.folder), draft, signing))).to.equal('KEY');
    }));

  it('is not rotated by fewer holders than the old root demands, nor by none of the new', () =>
    within(async (scheme) => {
      const next: Holding = { ...holding, root: holdersOf(1, stranger) };
      const by = (...signers: (typeof rootA)[]) =>
        rotate(readRepository(scheme.folder), next, { ...signing, signers: [...signers, targetsKey, onlineKey] });
      expect(await problemOf(by(rootA, stranger))).to.equal('KEY');
      expect(await problemOf(by(rootA, rootB))).to.equal('KEY');
      expect(existsSync(join(places(scheme.folder).metadata, '2.root.json'))).to.equal(false);
    }));

  it('goes on counting when a machine refreshes it', () =>
    within(
      async (scheme) => {
        expect(await refusalOf(scheme.fetch())).to.equal('TRUST_EXPIRED');
        await refresh(readRepository(scheme.folder), { signers: [onlineKey], now });
        expect(await scheme.fetch()).to.include({ signedAt: now });
      },
      { now: daysAfter(now, -10) },
    ));

  it('refuses a change that was made from an older state', () =>
    within(async (scheme) => {
      const stale = readRepository(scheme.folder);
      await publishList(stale, draft, signing);
      expect(await problemOf(publishList(stale, draft, signing))).to.equal('CONTRADICTION');
    }));
});

describe('a client of the accreditation repository', () => {
  it('uses what it remembers while that counts, and says so', () =>
    within(async (scheme) => {
      expect(await refusalOf(scheme.fetch({ offline: true }))).to.equal('TRUST_UNREACHABLE');
      await scheme.fetch();
      expect(await scheme.fetch({ offline: true })).to.include({ from: 'cache', signedAt: now });
      renameSync(folderOf(scheme), `${folderOf(scheme)}-gone`);
      expect(await scheme.fetch()).to.include({ from: 'cache', signedAt: now });
    }));

  it('refuses what it remembers once that has expired', () =>
    within(async (scheme) => {
      await scheme.fetch();
      const expired = (timestamp: Kinds['timestamp']) => ({ ...timestamp, expires: now });
      await forge(scheme, 'timestamp.json', { kind: 'timestamp', edit: expired, signers: [onlineKey] });
      const cache = join(scheme.folder, '..', 'cache', sha256(scheme.root));
      copyFileSync(metadataFile(scheme, 'timestamp.json'), join(cache, 'timestamp.json'));
      expect(await refusalOf(scheme.fetch({ offline: true }))).to.equal('TRUST_EXPIRED');
    }));

  it('remembers nothing of an update that failed', () =>
    within(async (scheme) => {
      await scheme.fetch();
      await publishList(readRepository(scheme.folder), draft, signing);
      renameSync(join(places(scheme.folder).metadata, '2.snapshot.json'), join(scheme.folder, 'hidden'));
      const { list, from } = await scheme.fetch();
      expect([list.version, from]).to.deep.equal([1, 'cache']);
    }));

  const servers: readonly (readonly [string, RequestListener, string])[] = [
    ['sends without end', (_, response) => endless(response), 'TRUST_SIZE'],
    ['sends a byte now and then', (_, response) => dripping(response), 'TRUST_UNREACHABLE'],
    ['says nothing', () => undefined, 'TRUST_UNREACHABLE'],
    ['leads elsewhere', (_, response) => response.writeHead(302, { location: '/' }).end(), 'TRUST_UNREACHABLE'],
    ['is out of order', (_, response) => response.writeHead(500).end(), 'TRUST_UNREACHABLE'],
  ];
  for (const [name, listener, code] of servers)
    it(`gives up on a server that ${name}: ${code}`, () =>
      within((scheme) =>
        listening(listener, async (from) => {
          expect(await refusalOf(scheme.fetch({ from, patience: 300 }))).to.equal(code);
        }),
      ));
});

const folderOf = ({ folder }: Scheme) => folder;

function endless(response: Parameters<RequestListener>[1]): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
  };
  response.on('drain', more);
  more();
}

function dripping(response: Parameters<RequestListener>[1]): void {
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

async function served(folder: string, work: (from: string) => Promise<void>): Promise<void> {
  await listening((request, response) => {
    const file = join(folder, normalize(`/${request.url ?? ''}`));
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  }, work);
}

async function listening(listener: RequestListener, work: (from: string) => Promise<void>): Promise<void> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function within(
  work: (scheme: Scheme) => Promise<void>,
  begin?: Parameters<typeof makeScheme>[0],
): Promise<void> {
  const scheme = await makeScheme(begin);
  try {
    await work(scheme);
  } finally {
    scheme.remove();
  }
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await failure(attempt);
  expect(error).to.be.instanceOf(Refusal);
  return (error as Refusal).code;
}

async function problemOf(attempt: Promise<unknown>): Promise<string | undefined> {
  const error = await failure(attempt);
  expect(error).to.be.instanceOf(UserError);
  return (error as UserError).problems[0]?.code;
}

const failure = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
