import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from './peer.ts';
import type { FileRun } from './test-lane.ts';
import { askLane } from './test-lanes.ts';

const mocha = import.meta.resolve('mocha');
const chai = import.meta.resolve('chai');
const { folder, remove } = scratch();

/** Runs a test file of this text as `npm test` does. */
async function runInLane(name: string, body: string, minutes?: number): Promise<FileRun> {
  const file = join(folder, `${name}.test.mjs`);
  writeFileSync(
    file,
    `import { before, describe, it } from '${mocha}';\nimport { assert } from '${chai}';\ndescribe('${name}', () => { ${body} });\n`,
  );
  const lane = fork(join(import.meta.dirname, 'test-lane.js'), { stdio: 'ignore' });
  const run = await askLane(lane, { file, colour: false }, minutes);
  if (lane.connected) lane.disconnect();
  return run;
}

describe('a lane of tests', function () {
  this.timeout(30_000);
  after(remove);

  it('counts what passed', async () => {
    expect(await runInLane('good', `it('one', async () => {});`)).to.include({ passed: 1, skipped: 0 });
  });

  it('fails a test that leaves a promise rejected to itself', async () => {
    const body = `it('one', async () => {
      void Promise.reject(new Error('left to itself'));
      await new Promise((resolve) => setTimeout(resolve, 500));
    });`;
    const run = await runInLane('left', body);
    expect(run.failed).to.deep.equal([{ title: 'left one', reason: 'left to itself' }]);
    expect(run.shown).to.include('left to itself');
  });

  it('says why a test failed, what it wanted and what it got', async () => {
    const body = `it('one', () => { assert.deepEqual({ failing: ['B'] }, { failing: ['A'] }, 'stopped at step 3'); });`;
    const [failed] = (await runInLane('differs', body)).failed;
    expect(failed?.title).to.equal('differs one');
    expect(failed?.reason).to.match(/stopped at step 3[^]*- {4}"B"[^]*\+ {4}"A"/);
  });

  it('says the whole of a word that came where none should have', async () => {
    const word = 'the page does not show what it should, and this is what it shows';
    const [failed] = (await runInLane('word', `it('one', () => { assert.equal('${word}', undefined); });`)).failed;
    expect(failed?.reason).to.include(word);
  });

  it('says in which test a process ended', async () => {
    const body = `it('one', () => {}); it('two', () => { process.exit(3); });`;
    const { failed, passed } = await runInLane('ends', body);
    expect([failed.length, passed]).to.deep.equal([1, 0]);
    expect(failed[0]?.title).to.match(/ends\.test\.mjs ended its process$/);
    expect(failed[0]?.reason).to.equal('3 in: ends two');
  });

  it('says in which test a process hung, and whether it computed', async () => {
    const hung = async (name: string, body: string) => {
      const { failed } = await runInLane(name, body, 0.1);
      const said = /^SIGKILL after 0.1 minutes, of which it computed for ([\d.]+) s, in: (.*)$/.exec(
        failed[0]?.reason ?? '',
      );
      return { computed: Number(said?.[1]), where: said?.[2] };
    };
    const waits = await hung(
      'waits',
      `before(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
      it('one', () => {});`,
    );
    const turns = await hung('turns', `it('one', () => { for (;;); });`);
    expect([waits.where, turns.where]).to.deep.equal(['waits "before all" hook for "one"', 'turns one']);
    expect(turns.computed).to.be.above(waits.computed);
  });
});
