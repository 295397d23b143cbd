import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { UserError } from '../../schemas/problem.ts';
import type { EvidenceKind, Task } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { blobPath } from './blobs.ts';
import { mergeEvidence } from './merge-evidence.ts';
import { checkObservation } from './observation.ts';
import { readEvidence } from './read-evidence.ts';
import { EvidenceStore } from './store.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const opening = { plan: digest('1'), declaration: digest('2'), bench: digest('3'), toymark: '0.1.0' };

const task = (kind: EvidenceKind, target: string): Task => ({
  id: `${kind}/${target}`,
  kind,
  target,
  units: ['unit-1'],
  occupies: [],
  estimatedSeconds: 1,
  limitSeconds: 10,
  testCases: ['NET-1-1'],
});

const ports = (id: string, complete: boolean, port = 80) => ({
  complete,
  scans: [],
  tcp: [{ id, unit: 'unit-1', family: 'IPv4', port, speaks: 'http', encrypted: false }],
  udp: [],
  baseline: [],
});

describe('evidence merged for judging', () => {
  let place: ReturnType<typeof scratch>;
  let store: EvidenceStore;
  beforeEach(() => {
    place = scratch();
    store = new EvidenceStore(place.folder, opening);
  });
  afterEach(() => {
    place.remove();
  });

  const attempt = ({ id, kind, units }: Task) => ({
    task: { id, kind, units },
    probe: { name: kind, version: '1' },
    operator: 'op-1',
    startedAt: new Date(),
    seconds: 0,
  });
  const observed = (of: Task, observation: object) => {
    const checked = checkObservation(of.kind, observation);
    if ('misfit' in checked) throw new Error(checked.misfit);
    return store.observed(attempt(of), checked.text, []).observation;
  };
  const merge = (tasks: readonly Task[]) => {
    store.close();
    return mergeEvidence(tasks, readEvidence(place.folder));
  };
  const [one, two, three] = ['unit-1', 'unit-2', 'unit-3'].map((target) => task('open-ports', target)) as [
    Task,
    Task,
    Task,
  ];

  it('rows are joined in the order of the plan, whatever came first, and complete means all', () => {
    const second = observed(two, ports('b', false));
    const first = observed(one, ports('a', true));
    const { evidence, digests, missing } = merge([one, two]);
    expect(evidence['open-ports']?.tcp.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(evidence['open-ports']?.complete).to.equal(false);
    expect(digests).to.deep.equal({ 'open-ports': [first, second] });
    expect(missing).to.deep.equal({});
  });

  it('the latest successful attempt counts, also where a later one failed', () => {
    observed(one, ports('a', true, 80));
    observed(one, ports('a', true, 81));
    store.notObserved(attempt(one), 'unreachable', 'no answer');
    const { evidence, missing } = merge([one]);
    expect(evidence['open-ports']?.tcp.map(({ port }) => port)).to.deep.equal([81]);
    expect(missing).to.deep.equal({});
  });

  it('what was planned and not observed is missing, with the reason of the last attempt', () => {
    observed(one, ports('a', true));
    store.notObserved(attempt(two), 'timed-out', 'after 60 s');
    store.notObserved(attempt(two), 'unreachable', 'no answer');
    const { missing } = merge([one, two, three]);
    const base = { kind: 'open-ports', testCases: ['NET-1-1'] };
    const of = ({ id, target }: Task) => ({ ...base, task: id, target });
    expect(missing).to.deep.equal({
      'open-ports': [
        { ...of(two), reason: 'unreachable', detail: 'no answer', attempts: 2 },
        { ...of(three), reason: 'not-attempted', detail: 'never attempted', attempts: 0 },
      ],
    });
  });

  it('a kind of which nothing was observed is absent, not empty', () => {
    store.notObserved(attempt(one), 'declined', 'nobody there');
    expect(merge([one]).evidence).to.deep.equal({});
  });

  it('evidence that the plan does not ask for is left out', () => {
    observed(two, ports('b', true));
    expect(merge([one]).evidence).to.deep.equal({});
  });

  it('two targets whose rows bear one id cannot both count', () => {
    observed(one, ports('a', true));
    observed(two, ports('a', true));
    const { evidence, missing } = merge([one, two]);
    expect(evidence['open-ports']?.tcp).to.have.length(1);
    expect(missing['open-ports']?.map(({ target }) => target)).to.deep.equal(['unit-2']);
    expect(missing['open-ports']?.[0]?.detail).to.equal('tcp: the row a was already observed by another task');
  });

  it('kinds are kept apart, and the head goes with them', () => {
    observed(one, ports('a', true));
    observed(task('assessor', 'x'), { answers: [] });
    const merged = merge([one, task('assessor', 'x')]);
    expect(Object.keys(merged.evidence).sort()).to.deep.equal(['assessor', 'open-ports']);
    expect(merged.head).to.equal(readEvidence(place.folder).head.hash);
  });

  it('who changes merged evidence changes it for nobody else', () => {
    observed(one, ports('a', true));
    store.close();
    const table = () => mergeEvidence([one], readEvidence(place.folder)).evidence['open-ports']?.tcp ?? [];
    table().pop();
    const [row] = table();
    expect(row?.port).to.equal(80);
    expect(() => Object.assign(row ?? {}, { port: 81 })).to.throw(TypeError);
  });

  it('bytes that are edited between two readings are found', () => {
    const digest = observed(one, ports('a', true));
    merge([one]);
    const file = blobPath(place.folder, digest);
    writeFileSync(file, readFileSync(file, 'utf8').replace('80', '81'));
    expect(() => mergeEvidence([one], readEvidence(place.folder))).to.throw(
      UserError,
      'the bytes do not have the digest',
    );
  });

  it('a run of eighty observations is read in a few milliseconds', () => {
    const tasks = Array.from({ length: 80 }, (_, index) => task('open-ports', `unit-${index}`));
    for (const [index, each] of tasks.entries())
      observed(each, {
        ...ports(`p${index}`, true),
        udp: Array.from({ length: 8 }, (_, port) => ({
          id: `u${index}-${port}`,
          unit: 'unit-1',
          family: 'IPv4',
          port,
          speaks: 'dns',
          requestBytes: 20,
          replyBytes: 40,
        })),
      });
    store.close();
    const read = () => mergeEvidence(tasks, readEvidence(place.folder)).evidence['open-ports']?.tcp.length;
    read();
    const start = performance.now();
    for (let round = 0; round < 10; round++) expect(read()).to.equal(80);
    const milliseconds = (performance.now() - start) / 10;
    if (process.env['TOYMARK_SHOW'] !== undefined) process.stdout.write(`      ${milliseconds.toFixed(1)} ms\n`);
    expect(milliseconds).to.be.below(200);
  });
});
