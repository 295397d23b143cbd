import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { setImmediate as turn } from 'node:timers/promises';
import { sideBySide, type Occupying } from './side-by-side.ts';

interface Named extends Occupying {
  readonly id: string;
}

const task = (id: string, occupies: readonly string[] = [], estimatedSeconds = 1): Named => ({
  id,
  occupies,
  estimatedSeconds,
});

/** Runs tasks that take a number of turns of the event loop, and notes who ran with whom. */
async function run(tasks: readonly Named[], { atOnce = 8, signal = new AbortController().signal, turns = 3 } = {}) {
  const order: string[] = [];
  const running = new Set<Named>();
  const together = new Set<string>();
  let most = 0;
  const notStarted = await sideBySide(tasks, {
    atOnce,
    signal,
    run: async (one) => {
      for (const other of running) together.add([one.id, other.id].sort().join('+'));
      order.push(one.id);
      running.add(one);
      most = Math.max(most, [...running].filter(({ occupies }) => !occupies.includes('person')).length);
      for (let turned = 0; turned < turns; turned++) await turn();
      running.delete(one);
    },
  });
  return { order, together, most, notStarted };
}

describe('tasks side by side', () => {
  it('two tasks that occupy the same thing never overlap; others do', async () => {
    const tasks = [task('a', ['radio']), task('b', ['radio']), task('c', ['load:unit-1']), task('d')];
    const { order, together } = await run(tasks);
    expect(order).to.have.members(['a', 'b', 'c', 'd']);
    expect(together).to.not.include('a+b');
    expect(together).to.include.members(['a+c', 'a+d', 'c+d']);
  });

  it('for any tasks: all run once, none collides, the bound holds, and two that may overlap do', async () => {
    const things = fc.subarray(['radio', 'person', 'load:unit-1', 'login:unit-1']);
    const arbitrary = fc.array(fc.tuple(things, fc.integer({ min: 0, max: 100 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.integer({ min: 1, max: 4 }), async (kinds, atOnce) => {
        const tasks = kinds.map(([occupies, seconds], index) => task(`t${index}`, occupies, seconds));
        const { order, together, most, notStarted } = await run(tasks, { atOnce });
        expect([...order].sort()).to.deep.equal(tasks.map(({ id }) => id).sort());
        expect(notStarted).to.deep.equal([]);
        expect(most).to.be.at.most(atOnce);
        for (const one of tasks)
          for (const other of tasks)
            if (one !== other && one.occupies.some((thing) => other.occupies.includes(thing)))
              expect(together).to.not.include([one.id, other.id].sort().join('+'));
        const free = tasks.filter(({ occupies }) => occupies.length === 0);
        if (free.length >= 2 && atOnce >= 2 && free.length === tasks.length) expect(together.size).to.be.above(0);
      }),
      { numRuns: 200 },
    );
  });

  it('a task that needs two things is not starved by tasks that need one', async () => {
    const small = Array.from({ length: 6 }, (_, index) =>
      task(`small-${index}`, [index % 2 === 0 ? 'radio' : 'load'], 5),
    );
    const { order } = await run([...small.slice(0, 2), task('both', ['radio', 'load'], 5), ...small.slice(2)]);
    expect(order.indexOf('both')).to.equal(2);
  });

  it('the longest begins first, whatever the plan lists first', async () => {
    const { order } = await run([task('short', [], 1), task('long', [], 60), task('middle', [], 10)], { atOnce: 1 });
    expect(order).to.deep.equal(['long', 'middle', 'short']);
  });

  it('somebody who is asked keeps no instrument from working', async () => {
    const { together } = await run([task('question', ['person']), task('scan', [])], { atOnce: 1 });
    expect([...together]).to.deep.equal(['question+scan']);
  });

  it('after the signal nothing starts, and what did not start is named', async () => {
    const stop = new AbortController();
    const started: string[] = [];
    const notStarted = await sideBySide([task('a', ['x'], 2), task('b', ['x'], 1)], {
      atOnce: 2,
      signal: stop.signal,
      run: async ({ id }) => {
        started.push(id);
        stop.abort();
        await turn();
      },
    });
    expect(started).to.deep.equal(['a']);
    expect(notStarted.map(({ id }) => id)).to.deep.equal(['b']);
  });

  it('an error ends it, after all that run have ended', async () => {
    let ended = false;
    const running = sideBySide([task('bad', [], 9), task('slow', [], 5), task('later', ['x']), task('last', ['x'])], {
      atOnce: 2,
      signal: new AbortController().signal,
      run: async ({ id }) => {
        if (id === 'bad') throw new Error('the disk is full');
        if (id !== 'slow') throw new Error(`${id} must not start`);
        for (let turned = 0; turned < 5; turned++) await turn();
        ended = true;
      },
    });
    const error = await running.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('message', 'the disk is full');
    expect(ended).to.equal(true);
  });
});
