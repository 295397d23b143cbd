import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from './peer.ts';
import type { FileRun } from './test-lane.ts';

const mocha = import.meta.resolve('mocha');
const chai = import.meta.resolve('chai');
const { folder, remove } = scratch();

/** Runs a test file of this text as `npm test` does. */
async function runInLane(name: string, body: string): Promise<FileRun> {
  const file = join(folder, `${name}.test.mjs`);
  writeFileSync(
    file,
    `import { describe, it } from '${mocha}';\nimport { assert } from '${chai}';\ndescribe('${name}', () => { ${body} });\n`,
  );
  const lane = fork(join(import.meta.dirname, 'test-lane.js'), { stdio: 'ignore' });
  const answered = once(lane, 'message') as Promise<[FileRun]>;
  lane.send({ file, colour: false });
  const [run] = await answered;
  lane.disconnect();
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
});
