import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AssessorObservation, Bench, Declared, Task } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { mergeEvidence } from '../evidence/merge-evidence.ts';
import { readEvidence, verifyBlobs } from '../evidence/read-evidence.ts';
import { EvidenceStore } from '../evidence/store.ts';
import type { GatherEvent } from './events.ts';
import { gather, type GatherInput } from './gather.ts';
import { NotObserved, type Observing, type Probe, type Target } from './probe.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const opening = { plan: digest, declaration: digest, bench: digest, toymark: '0.1.0' };

const task = (target: string, more: Partial<Task> = {}): Task => ({
  id: `assessor/${target}`,
  kind: 'assessor',
  target,
  units: [],
  occupies: [],
  estimatedSeconds: 1,
  limitSeconds: 5,
  testCases: [],
  ...more,
});

const answered = (id: string): AssessorObservation => ({
  answers: [{ id, testCase: 'AUTH-1-1', question: 'label', operator: 'op-1', answeredAt: '2026-11-02T09:00:00Z' }],
});

type Behaviour = (target: Target, observing: Observing) => unknown;

/** An instrument that behaves in one way for each target. */
const instrument = (behaviours: Readonly<Record<string, Behaviour>>): Probe => ({
  version: '7',
  targets: () => [],
  observe: (target, observing) => {
    const behave = behaviours[target.id];
    if (behave === undefined) throw new Error(`${target.id} is not expected`);
    return Promise.resolve(behave(target, observing)) as Promise<AssessorObservation>;
  },
});

describe('gathering', () => {
  let place: ReturnType<typeof scratch>;
  let events: GatherEvent[];
  beforeEach(() => {
    place = scratch();
    events = [];
  });
  afterEach(() => {
    place.remove();
  });
  const folder = () => join(place.folder, 'evidence');

  const run = async (behaviours: Readonly<Record<string, Behaviour>>, more: Partial<GatherInput> = {}) => {
    const store = new EvidenceStore(folder(), opening);
    try {
      const gathered = await gather({
        tasks: Object.keys(behaviours).map((target) => task(target)),
        store,
        testCases: [],
        declaration: {} as Declared,
        bench: {} as Bench,
        declarationFolder: place.folder,
        benchFolder: place.folder,
        secret: () => undefined,
        operator: 'op-1',
        examiner: undefined,
        interrupt: new AbortController().signal,
        on: (event) => events.push(event),
        probeOf: () => Promise.resolve(instrument(behaviours)),
        graceSeconds: 0.05,
        ...more,
      });
      return gathered.outcomes.map(({ task: { target }, outcome }) => ({ target, ...outcome }));
    } finally {
      store.close();
    }
  };

  it('an observation is journaled with its provenance and its attachments', async () => {
    const attach: Behaviour = ({ id }, observing) => {
      observing.attach(Buffer.from('a photo'));
      return answered(id);
    };
    await run({ a: attach }, { tasks: [task('a', { units: ['unit-1'] })] });
    const evidence = readEvidence(folder());
    expect(verifyBlobs(evidence)).to.equal(2);
    expect(evidence.entries[1]).to.deep.include({
      type: 'observed',
      task: 'assessor/a',
      kind: 'assessor',
      probe: { name: 'assessor', version: '7' },
      units: ['unit-1'],
      operator: 'op-1',
      attempt: 1,
    });
  });

  it('what is told to the person at the bench is no evidence', async () => {
    const remark: Behaviour = ({ id }, observing) => {
      observing.remark('reset the unit');
      return answered(id);
    };
    await run({ a: remark });
    const told = events.flatMap((event) => (event.type === 'remark' ? [`${event.task.id}: ${event.text}`] : []));
    expect(told).to.deep.equal(['assessor/a: reset the unit']);
    expect(JSON.stringify(readEvidence(folder()))).not.to.include('reset the unit');
  });

  const failing: readonly { name: string; behave: Behaviour; reason: string; detail: string }[] = [
    {
      name: 'an unreachable host',
      behave: () => Promise.reject(new NotObserved('unreachable', 'no route to 192.0.2.10')),
      reason: 'unreachable',
      detail: 'no route to 192.0.2.10',
    },
    {
      name: 'a crash',
      behave: () => Promise.reject(new TypeError('x is undefined')),
      reason: 'probe-failed',
      detail: 'TypeError: x is undefined',
    },
    {
      name: 'a crash before the first await',
      behave: () => {
        throw new Error('at once');
      },
      reason: 'probe-failed',
      detail: 'Error: at once',
    },
    {
      name: 'an observation of another shape',
      behave: () => ({ answers: [], verdict: 'pass' }),
      reason: 'probe-failed',
      detail: 'the observation does not fit its schema: the observation: unknown field "verdict"',
    },
    {
      name: 'an observation that is too large',
      behave: () => ({ answers: ['x'.repeat(40_000_000)] }),
      reason: 'probe-failed',
      detail: 'the observation does not fit its schema: the observation is longer than 33554432 characters',
    },
    {
      name: 'hostile text in an error',
      behave: () => Promise.reject(new NotObserved('unreachable', 'refused by \x1b[2Jtoy \u202e\ud800')),
      reason: 'unreachable',
      detail: 'refused by \\x1b[2Jtoy \\u{202e}\\u{d800}',
    },
    {
      name: 'an attachment that is too large',
      behave: (_, { attach }) => attach(Buffer.alloc(64 * 1024 * 1024 + 1)),
      reason: 'probe-failed',
      detail: 'Error: an attachment holds at most 67108864 bytes',
    },
  ];
  for (const { name, behave, reason, detail } of failing)
    it(`what could not be observed is journaled with its reason: ${name}`, async () => {
      const outcomes = await run({ a: behave });
      expect(outcomes).to.deep.equal([{ target: 'a', type: 'not-observed', reason, detail }]);
      expect(readEvidence(folder()).entries[1]).to.deep.include({ type: 'not-observed', reason, detail, attempt: 1 });
    });

  it('a time limit aborts the instrument, and what it returns afterwards does not count', async () => {
    const partial: Behaviour = async ({ id }, { signal }) => {
      await sleep(10_000, undefined, { signal }).catch(() => undefined);
      return answered(id);
    };
    const outcomes = await run({ a: partial }, { tasks: [task('a', { limitSeconds: 0.05 })] });
    expect(outcomes).to.deep.equal([
      { target: 'a', type: 'not-observed', reason: 'timed-out', detail: 'no result after 0.05 s' },
    ]);
  });

  it('an instrument that ignores its signal is left to itself, and the others go on', async () => {
    const never: Behaviour = () => new Promise(() => undefined);
    const started = performance.now();
    const tasks = [
      task('a', { limitSeconds: 0.1, occupies: ['radio'], estimatedSeconds: 9 }),
      task('b', { occupies: ['radio'] }),
    ];
    const outcomes = await run({ a: never, b: ({ id }) => answered(id) }, { tasks });
    expect(outcomes.map(({ target, type }) => `${target} ${type}`)).to.deep.equal(['a not-observed', 'b observed']);
    expect(performance.now() - started).to.be.below(3000);
  });

  it('an interruption keeps what was gathered, ends what runs, and starts nothing more', async () => {
    const keys = new AbortController();
    const waits: Behaviour = async (_, { signal }) => {
      keys.abort();
      await sleep(10_000, undefined, { signal });
    };
    const tasks = ['a', 'b', 'c'].map((target, index) =>
      task(target, { occupies: ['x'], estimatedSeconds: 9 - index }),
    );
    const outcomes = await run({ a: ({ id }) => answered(id), b: waits }, { tasks, interrupt: keys.signal });
    expect(outcomes.map(({ target, type }) => `${target} ${type}`)).to.deep.equal(['a observed', 'b not-observed']);
    const merged = mergeEvidence(tasks, readEvidence(folder()));
    expect(merged.evidence.assessor?.answers.map(({ id }) => id)).to.deep.equal(['a']);
    expect(merged.missing['assessor']?.map(({ reason }) => reason)).to.deep.equal(['interrupted', 'not-attempted']);
  });

  it('every attempt is counted, so that a pass on the second try shows', async () => {
    await run({ a: () => Promise.reject(new NotObserved('unreachable', 'no answer')) });
    await run({ a: ({ id }) => answered(id) });
    const attempts = readEvidence(folder()).entries.flatMap((entry) =>
      'attempt' in entry ? [`${entry.attempt} ${entry.type}`] : [],
    );
    expect(attempts).to.deep.equal(['1 not-observed', '2 observed']);
  });

  it('an instrument is given what its task asks for and nothing more', async () => {
    const testCase = (id: string) => ({ id, method: 'test', purpose: 'a fact', evidence: ['assessor'] }) as const;
    let seen: unknown;
    const look: Behaviour = (target, { parameters, testCases, operator }) => {
      seen = { target: target.id, parameters, testCases: testCases.map(({ id }) => id), operator };
      return { answers: [] };
    };
    const testCases = [testCase('AUTH-1-1'), testCase('AUTH-2-1')].map((each) => ({
      ...each,
      evidence: [...each.evidence],
    }));
    const tasks = [task('a', { with: { attempts: 3 }, testCases: ['AUTH-2-1'] })];
    await run({ a: look }, { tasks, testCases });
    expect(seen).to.deep.equal({ target: 'a', parameters: { attempts: 3 }, testCases: ['AUTH-2-1'], operator: 'op-1' });
  });

  it('the terminal is announced to be the examiner’s while they are asked', async () => {
    const asks: Behaviour = async (_, { examiner }) => {
      await examiner?.ask({ testCase: 'AUTH-1-1', question: { id: 'q', ask: 'Seen?' }, row: undefined });
      return { answers: [] };
    };
    await run({ a: asks }, { examiner: { ask: () => Promise.resolve(undefined) } });
    const types = events.map(({ type }) => type);
    expect(types).to.deep.equal(['started', 'asking', 'answered', 'ended', 'finished']);
  });

  it('an instrument that cannot be loaded is journaled too', async () => {
    const outcomes = await run({ a: () => undefined }, { probeOf: () => Promise.reject(new Error('no such module')) });
    expect(outcomes[0]).to.deep.include({ reason: 'probe-failed', detail: 'Error: no such module' });
  });
});
