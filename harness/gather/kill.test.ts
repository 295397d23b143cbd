import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import type { Task } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { mergeEvidence } from '../evidence/merge-evidence.ts';
import { readEvidence, verifyBlobs } from '../evidence/read-evidence.ts';

const tasks: readonly Task[] = Array.from({ length: 24 }, (_, index) => ({
  id: `assessor/t${index}`,
  kind: 'assessor',
  target: `t${index}`,
  units: [],
  occupies: index % 3 === 0 ? ['radio'] : [],
  estimatedSeconds: 1,
  limitSeconds: 100,
  testCases: [],
}));

// A gatherer of its own process: it does only what is not observed yet, and says each observation that it holds for safe.
const gatherer = `
const [folder, modules, tasksJson, held] = process.argv.slice(2);
const { EvidenceStore } = await import(modules + '/evidence/store.js');
const { gather } = await import(modules + '/gather/gather.js');
const digest = 'sha256:' + '1'.repeat(64);
const store = new EvidenceStore(folder, { plan: digest, declaration: digest, bench: digest, toymark: '0.1.0' });
const done = store.observedTasks();
const tasks = JSON.parse(tasksJson).filter(({ id }) => !done.has(id));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const probe = {
  version: '1',
  targets: () => [],
  observe: async ({ id }, { attach }) => {
    await wait(id === held ? 60_000 : Number(id.slice(1)) % 5);
    attach(Buffer.from('photo of ' + id));
    const answer = { id, testCase: 'AUTH-1-1', question: 'label', operator: 'op-1', answeredAt: '2026-11-02T09:00:00Z' };
    return { answers: [{ ...answer, text: id.repeat(200) }] };
  },
};
const on = (event) => event.type === 'ended' && process.stdout.write(event.task.id + '\\n');
const nothing = { testCases: [], declaration: {}, bench: {}, declarationFolder: '', benchFolder: '', operator: 'op-1' };
await gather({ ...nothing, tasks, store, probeOf: async () => probe, secret: () => undefined, on, atOnce: 4,
  interrupt: new AbortController().signal });
store.close();
`;

/** When each is killed: after so many observations, so many milliseconds. Three in a row gather into one folder. */
const moments = [
  [0, 45],
  [1, 0],
  [4, 21],
  [2, 3],
  [0, 60],
  [5, 11],
  [1, 37],
  [3, 0],
  [5, 54],
].map(([after = 0, milliseconds = 0]) => ({ after, milliseconds }));

// What one that is to be killed does not get done before.
const last = tasks.at(-1)?.target ?? '';

describe('a gatherer that is killed', function () {
  this.timeout(180_000);
  let place: ReturnType<typeof scratch>;
  let script: string;
  beforeEach(() => {
    place = scratch();
    script = join(place.folder, 'gatherer.mjs');
    writeFileSync(script, gatherer);
  });
  afterEach(() => {
    place.remove();
  });

  const modules = pathToFileURL(join(packageRoot, 'dist', 'harness')).href;

  /** Starts a gatherer and kills it after so many observations and milliseconds; returns what it said was safe. */
  const gatherOnce = async (folder: string, kill?: { readonly after: number; readonly milliseconds: number }) => {
    const args = [script, folder, modules, JSON.stringify(tasks), ...(kill === undefined ? [] : [last])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    // Of an earlier one there may be fewer left than that.
    const after = Math.min(kill?.after ?? Infinity, tasks.length - 1 - observedIn(folder).size);
    const enough = () => said.split('\n').length > after;
    let timer: NodeJS.Timeout | undefined;
    const perhapsKill = () => {
      if (kill !== undefined && enough()) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.milliseconds);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      perhapsKill();
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    perhapsKill();
    await once(child, 'close');
    clearTimeout(timer);
    expect(errors).to.equal('');
    return { said: said.split('\n').filter(Boolean), killed: child.signalCode === 'SIGKILL' };
  };

  const mergedOf = (folder: string) => mergeEvidence(tasks, readEvidence(folder));

  it('loses nothing it had recorded, and gathers the same evidence when it goes on', async () => {
    const whole = join(place.folder, 'whole');
    await gatherOnce(whole);
    const expected = mergedOf(whole);
    expect(Object.keys(expected.missing)).to.deep.equal([]);
    for (let round = 0; round < 3; round++) {
      const folder = join(place.folder, `killed-${round}`);
      const safe = new Set<string>();
      for (const kill of [...moments.slice(3 * round, 3 * round + 3), undefined]) {
        const { said, killed } = await gatherOnce(folder, kill);
        expect(killed).to.equal(kill !== undefined);
        for (const task of said) safe.add(task);
        const recorded = observedIn(folder);
        expect([...safe].filter((task) => !recorded.has(task))).to.deep.equal([]);
      }
      const { evidence, digests, missing } = mergedOf(folder);
      expect({ evidence, digests, missing }).to.deep.equal({
        evidence: expected.evidence,
        digests: expected.digests,
        missing: {},
      });
      verifyBlobs(readEvidence(folder));
      expect(attemptsIn(folder)).to.deep.equal(tasks.map(({ id }) => id).sort());
    }
  });
});

const entriesOf = (folder: string) => {
  try {
    return readEvidence(folder).entries;
  } catch (error) {
    // Killed before the first entry.
    if (String(error).includes('nothing was gathered')) return [];
    throw error;
  }
};

const attemptsIn = (folder: string) =>
  entriesOf(folder)
    .flatMap((entry) => (entry.type === 'observed' ? [entry.task] : []))
    .sort();

const observedIn = (folder: string) => new Set<string>(attemptsIn(folder));
