import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { checkObservation } from './observation.ts';
import { readEvidence } from './read-evidence.ts';
import { EvidenceStore } from './store.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const opening = { plan: digest('1'), declaration: digest('2'), bench: digest('3'), toymark: '0.1.0' };
const attempt = (target: string) => ({
  task: { id: `assessor/${target}`, kind: 'assessor' as const, units: ['unit-1'] },
  probe: { name: 'assessor', version: '1' },
  operator: 'op-1',
  startedAt: new Date(),
  seconds: 0,
});
const none = '{\n  "answers": []\n}\n';

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.problems[0]?.code;
    throw error;
  }
}

describe('the evidence store', () => {
  let place: ReturnType<typeof scratch>;
  beforeEach(() => {
    place = scratch();
  });
  afterEach(() => {
    place.remove();
  });
  const open = () => new EvidenceStore(place.folder, opening);
  const types = () => readEvidence(place.folder).entries.map(({ type }) => type);

  it('a store that was given back goes on where it ended', () => {
    const first = open();
    first.observed(attempt('a'), none, []);
    first.release();
    const second = open();
    expect([...second.observedTasks()]).to.deep.equal(['assessor/a']);
    expect(second.attempts('assessor/a')).to.equal(1);
    second.observed(attempt('a'), none, []);
    second.close();
    expect(types()).to.deep.equal(['opened', 'observed', 'opened', 'observed', 'closed']);
    const attempts = readEvidence(place.folder).entries.flatMap((entry) => ('attempt' in entry ? [entry.attempt] : []));
    expect(attempts).to.deep.equal([1, 2]);
  });

  it('opened and given back with nothing added, evidence that was complete keeps its head', () => {
    const first = open();
    first.observed(attempt('a'), none, []);
    first.close();
    const { head } = readEvidence(place.folder);
    open().close();
    open().release();
    expect(readEvidence(place.folder).head).to.deep.equal(head);
    const again = open();
    again.notObserved(attempt('b'), 'declined', 'nobody answered');
    again.close();
    expect(types()).to.deep.equal(['opened', 'observed', 'closed', 'opened', 'not-observed', 'closed']);
  });

  it('a torn last line is discarded', () => {
    open().release();
    appendFileSync(join(place.folder, 'journal.jsonl'), '{"at":"2026-11-02T09:');
    expect(types()).to.deep.equal(['opened']);
    open().release();
    expect(types()).to.deep.equal(['opened', 'opened']);
  });

  it('one entry more than the head counts is accepted, because a gatherer may die between the two writes', () => {
    const store = open();
    const before = readFileSync(join(place.folder, 'head.json'));
    store.observed(attempt('a'), none, []);
    store.release();
    writeFileSync(join(place.folder, 'head.json'), before);
    open().release();
    expect(types()).to.deep.equal(['opened', 'observed', 'opened']);
    expect(readFileSync(join(place.folder, 'head.json'), 'utf8')).to.equal(
      canonicalJson(readEvidence(place.folder).head),
    );
  });

  it('half-written files of a dead gatherer are removed', () => {
    open().release();
    writeFileSync(join(place.folder, 'incoming', 'abc'), 'half');
    open().release();
    expect(readdirSync(join(place.folder, 'incoming'))).to.deep.equal([]);
  });

  it('evidence of another plan is refused', () => {
    open().release();
    expect(codeOf(() => new EvidenceStore(place.folder, { ...opening, plan: digest('9') }))).to.equal('CONTRADICTION');
    open().release();
  });

  it('the same bytes are stored once, and mended where they were damaged', () => {
    const store = open();
    const [one, two] = [store.attach(Buffer.from('photo')), store.attach(Buffer.from('photo'))];
    expect(one).to.equal(two);
    const path = join(place.folder, 'blobs', one.slice(7, 9), one.slice(9));
    writeFileSync(path, 'phot');
    store.attach(Buffer.from('photo'));
    expect(readFileSync(path, 'utf8')).to.equal('photo');
    store.release();
  });

  it('two gatherers at once are refused, and the lock of a dead one is taken over', () => {
    const store = open();
    expect(codeOf(open)).to.equal('EVIDENCE_LOCKED');
    store.release();
    expect(existsSync(join(place.folder, 'lock'))).to.equal(false);
    const dead = spawnSync('true').pid;
    for (const owner of [`${dead} 1\n`, `${process.pid} 1\n`, 'nobody\n']) {
      writeFileSync(join(place.folder, 'lock'), owner);
      open().release();
    }
    expect(readdirSync(place.folder).filter((file) => file.startsWith('lock'))).to.deep.equal([]);
  });

  const misfits: readonly { readonly name: string; readonly observation: unknown; readonly says: string }[] = [
    { name: 'no object', observation: 'fine', says: 'an object' },
    { name: 'an unknown member', observation: { answers: [], verdict: 'pass' }, says: 'unknown field "verdict"' },
    { name: 'a missing table', observation: {}, says: '"answers" is missing' },
    { name: 'a row that is no row', observation: { answers: [7] }, says: 'answers.0' },
    { name: 'half a surrogate pair', observation: { answers: [{ id: '\ud800' }] }, says: 'cannot be written' },
    { name: 'a big integer', observation: { answers: [{ number: 10n }] }, says: 'cannot be written' },
    { name: 'too much', observation: { answers: ['x'.repeat(33 * 1024 * 1024)] }, says: 'longer than' },
  ];
  for (const { name, observation, says } of misfits)
    it(`an observation that does not fit is not stored: ${name}`, () => {
      const checked = checkObservation('assessor', observation);
      expect('misfit' in checked ? checked.misfit : 'it fits').to.include(says);
    });

  it('an observation that refers to itself is not stored', () => {
    const ring: { answers: unknown[] } = { answers: [] };
    ring.answers.push(ring);
    expect(checkObservation('assessor', ring)).to.have.property('misfit');
  });

  it('two rows of one id are not stored', () => {
    const row = { id: 'a', testCase: 'AUTH-1-1', question: 'q', operator: 'op-1', answeredAt: '2026-11-02T09:00:00Z' };
    const checked = checkObservation('assessor', { answers: [row, { ...row, question: 'r' }] });
    expect(checked).to.deep.equal({ misfit: 'answers: the id "a" occurs twice' });
  });

  it('a full disk loses nothing that was recorded', function () {
    needs(this, 'unshare', 'mount');
    const mountPoint = join(place.folder, 'small');
    mkdirSync(mountPoint);
    const ran = spawnSync('unshare', ['-rm', 'sh', '-c', fillDisk, 'sh', mountPoint, process.execPath], {
      encoding: 'utf8',
      env: { ...process.env, STORE: storeModule, READER: readerModule },
    });
    if (/unshare|mount/.test(ran.stderr) && ran.status !== 0) cannot(this, 'this system allows no mount of its own');
    expect(ran.stderr).to.equal('');
    expect(JSON.parse(ran.stdout)).to.deep.equal({ code: 'SPACE', lost: 0, recorded: true, resumed: 'closed' });
  });
});

const moduleOf = (file: string) => pathToFileURL(join(packageRoot, 'dist', 'harness', 'evidence', file)).href;
const storeModule = moduleOf('store.js');
const readerModule = moduleOf('read-evidence.js');

// Fills a file system of 256 KiB with observations until it is full, then frees space and goes on.
const fillDisk = `
mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" --input-type=module - "$1" <<'END'
const { EvidenceStore } = await import(process.env.STORE);
const { readEvidence, verifyBlobs } = await import(process.env.READER);
const { writeFileSync, rmSync } = await import('node:fs');
const folder = process.argv[2] + '/evidence';
const digest = 'sha256:' + '1'.repeat(64);
const opening = { plan: digest, declaration: digest, bench: digest, toymark: '0.1.0' };
const probe = { name: 'assessor', version: '1' };
const attempt = (n) => ({ task: { id: 'assessor/' + n, kind: 'assessor', units: [] }, probe, operator: 'op-1', startedAt: new Date(), seconds: 0 });
const row = (n) => ({ id: 'a' + n, testCase: 'AUTH-1-1', question: 'q', operator: 'op-1', answeredAt: '2026-11-02T09:00:00Z', text: 'x'.repeat(3000) });
writeFileSync(process.argv[2] + '/ballast', 'x'.repeat(16384));
let store = new EvidenceStore(folder, opening);
let recorded = 0, code;
try {
  for (; recorded < 1000; recorded++) store.observed(attempt(recorded), JSON.stringify({ answers: [row(recorded)] }), []);
} catch (error) { code = error.problems?.[0]?.code ?? error.stack; }
store.release();
const kept = readEvidence(folder);
verifyBlobs(kept);
const lost = recorded - kept.entries.filter(({ type }) => type === 'observed').length;
rmSync(process.argv[2] + '/ballast');
store = new EvidenceStore(folder, opening);
store.close();
const again = readEvidence(folder);
verifyBlobs(again);
console.log(JSON.stringify({ code, lost: Math.max(lost, 0), recorded: recorded > 5, resumed: again.entries.at(-1).type }));
END
`;
