import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import { fsck } from './fsck/fsck.ts';
import { realDisk, type Disk } from './disk.ts';
import { readEvent } from './event.ts';
import { takeTurn } from './lock.ts';
import { inFolder, openEnd, readEntry } from './log.ts';
import { publish } from './publish.ts';
import { found, openRegistry, type Registry } from './registry.ts';
import { at, codeOf, idOf, issued, issuedMany, scratch, statusSigner } from './registry.fixture.ts';

const program = join(import.meta.dirname, 'publishing.fixture.js');
const key = newKey('ed25519');
const signer = signerOf(key);
const origin = 'registry.example/durable';

interface Ended {
  readonly killed: boolean;
  readonly output: string;
}

/** Runs the publishing program to its end, whichever that is. */
function publishing(...words: readonly (string | number)[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words.map(String)], { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error !== null && error.signal !== 'SIGKILL') throw new Error(stderr);
      resolve({ killed: error !== null, output: stdout });
    });
  });
}

const numbers = (registry: Registry): readonly string[] => {
  const { size } = openEnd(registry.folder, registry.trust, Date.parse(at) / 1000).checkpoint;
  return Array.from(
    { length: size },
    (_, index) => readEvent(readEntry(inFolder(registry.folder), index, size)).certificate,
  );
};

/** What was said to be durable is there, at its place. */
function expectKept(output: string, log: readonly string[]): void {
  for (const [, certificate, index] of output.matchAll(/^(TM-\S+) (\d+)$/gm))
    expect(log[Number(index)]).to.equal(certificate);
}

describe('a registry whose publisher dies', () => {
  const { folder, remove } = scratch();
  let fresh: Registry;
  let steps: readonly string[];

  const copy = (name: string): Registry => {
    cpSync(fresh.folder, join(folder, name), { recursive: true });
    return openRegistry(join(folder, name));
  };

  before(async () => {
    writeFileSync(join(folder, 'log.pem'), key.export({ type: 'pkcs8', format: 'pem' }));
    fresh = await found(join(folder, 'fresh'), {
      origin,
      signer,
      witnesses: [],
      threshold: 0,
      statusSigners: [statusSigner],
    });
    await publish(fresh, issuedMany(0, 254), { signer, at });
    const { output } = await publishing(copy('counted').folder, 254, 2, 3);
    steps = /^steps: (.*)$/m.exec(output)?.[1]?.split(' ') ?? [];
    expect(numbers(openRegistry(join(folder, 'counted')))).to.have.length(260);
  });
  after(remove);

  it('is whole after death at every step of the disk, also in the middle of a write, and goes on', async () => {
    expect(steps).to.include.members(['makeFolder', 'write', 'rename', 'sync', 'remove']);
    const deaths = steps.flatMap((what, index) => [
      { step: index + 1, how: 'before' },
      ...(what === 'write' ? [{ step: index + 1, how: 'middle' }] : []),
    ]);
    const states = new Set<number>();
    const next = async () => {
      for (let death = deaths.pop(); death !== undefined; death = deaths.pop()) {
        const registry = copy(`${death.how}-${death.step}`);
        const { killed, output } = await publishing(registry.folder, 254, 2, 3, death.step, death.how);
        expect(killed, `${death.how} ${death.step}`).to.equal(true);
        const log = numbers(registry);
        states.add(log.length);
        expect(log).to.deep.equal(Array.from({ length: log.length }, (_, index) => idOf(index)));
        expectKept(output, log);
        expect(fsck(registry.folder, { at }).findings).to.deep.equal([]);
        // The same certificate can be issued where it was not, and cannot where it was.
        const left = issuedMany(log.length, 262 - log.length);
        if (log.length > 254)
          expect(await codeOf(() => publish(registry, [issued(log.length - 1)], { signer, at }))).to.equal(
            'TRANSITION',
          );
        await publish(registry, left, { signer, at });
        expect(numbers(registry)).to.have.length(262);
        expect(fsck(registry.folder, { at }).findings).to.deep.equal([]);
        realDisk.remove(registry.folder);
      }
    };
    await Promise.all([next(), next()]);
    expect([...states].sort()).to.deep.equal([254, 257, 260]);
  }).timeout(240_000);

  it('is whole after kill -9 at any moment', async () => {
    const registry = copy('any-moment');
    let known = '';
    for (let turn = 0; turn < 8; turn++) {
      const child = spawn(process.execPath, [program, registry.folder, String(254 + turn * 10_000), '1000', '3'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout.on('data', (chunk: Buffer) => (known += chunk.toString()));
      await once(child.stdout, 'data');
      await sleep(turn * 17);
      child.kill('SIGKILL');
      await once(child, 'close');
      expectKept(known, numbers(registry));
    }
    expect(fsck(registry.folder, { at }).findings).to.deep.equal([]);
    expect(known.length).to.be.greaterThan(100);
  }).timeout(60_000);

  it('signs the checkpoint after everything it speaks of is durable', async () => {
    const registry = copy('order');
    const seen: string[] = [];
    const told = (what: string, path: string) => seen.push(`${what} ${path.replace(`${registry.folder}/`, '')}`);
    const watched: Disk = {
      ...realDisk,
      write: (file, bytes, offset) => {
        told('write', file);
        realDisk.write(file, bytes, offset);
      },
      rename: (from, to) => {
        told('name', to);
        realDisk.rename(from, to);
      },
      sync: (path) => {
        told('sync', path);
        realDisk.sync(path);
      },
    };
    await publish(registry, issuedMany(254, 3), { signer, at, disk: watched });
    const end = seen.indexOf('name checkpoint');
    expect(end).to.be.greaterThan(0);
    expect(seen.slice(end)).to.deep.equal(['name checkpoint', `sync ${registry.folder}`]);
    for (const named of [
      'tile/0/000',
      'tile/entries/000',
      'tile/1/000.p/1',
      'tile/0/001.p/1',
      'tile/entries/001.p/1',
    ]) {
      const at = seen.indexOf(`name ${named}`);
      expect(at, named).to.be.greaterThan(-1);
      const folder = named.split('/').slice(0, -1).join('/');
      expect(seen.indexOf(`sync ${folder}`), folder)
        .to.be.greaterThan(at)
        .and.lessThan(end);
    }
    expect(seen.findLastIndex((step) => step.startsWith('write private/index/'))).to.be.lessThan(end);
  });

  it('makes its index anew where it was copied without it', async () => {
    const registry = copy('without-index');
    realDisk.remove(join(registry.folder, 'private'));
    expect(await codeOf(() => publish(registry, [issued(3)], { signer, at }))).to.equal('TRANSITION');
    await publish(registry, [issued(254)], { signer, at });
    expect(readdirSync(join(registry.folder, 'private')).sort()).to.deep.equal(['index', 'lock', 'parts']);
  });
});

describe('two publishers at once', () => {
  it('lose no event, and one of two equal events is refused', async () => {
    const { folder, remove } = scratch();
    try {
      writeFileSync(join(folder, 'log.pem'), key.export({ type: 'pkcs8', format: 'pem' }));
      const registry = await found(join(folder, 'log'), {
        origin,
        signer,
        witnesses: [],
        threshold: 0,
        statusSigners: [statusSigner],
      });
      const [one, two, three] = await Promise.all([
        publishing(registry.folder, 0, 15, 2),
        publishing(registry.folder, 1000, 15, 2),
        publishing(registry.folder, 2000, 30, 1),
      ]);
      const log = numbers(registry);
      expect(log).to.have.length(90);
      expect(new Set(log).size).to.equal(90);
      for (const { output } of [one, two, three]) expectKept(output, log);
      const twins = await Promise.allSettled([1, 2].map(() => publish(registry, [issued(5000)], { signer, at })));
      expect(twins.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect(fsck(registry.folder, { at }).findings).to.deep.equal([]);
      expect(readdirSync(join(registry.folder, 'private', 'lock'))).to.deep.equal([]);
    } finally {
      remove();
    }
  }).timeout(60_000);

  it('wait no longer than they were told for one that holds on, and not at all for a dead one', async () => {
    const { folder, remove } = scratch();
    try {
      const registry = await found(join(folder, 'log'), {
        origin,
        signer,
        witnesses: [],
        threshold: 0,
        statusSigners: [statusSigner],
      });
      const lock = join(registry.folder, 'private', 'lock');
      realDisk.makeFolder(lock);
      const end = await takeTurn(lock, 0);
      const impatient = () => publish(registry, [issued(1)], { signer, at, patience: 50 });
      expect(await codeOf(impatient)).to.equal('REGISTRY_LOCKED');
      end();
      const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
      const name = claimOf(lock, child.pid ?? 0);
      expect(await codeOf(impatient)).to.equal('REGISTRY_LOCKED');
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await codeOf(impatient)).to.equal(undefined);
      expect(readdirSync(lock)).not.to.contain(name);
    } finally {
      remove();
    }
  });
});

/** Lays down a claim in the name of another process. */
function claimOf(lock: string, pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const name = `${hostname()}~${pid}~${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}~00`;
  writeFileSync(join(lock, name), '');
  return name;
}
