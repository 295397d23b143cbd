import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { declared } from '../../schemas/declared.ts';
import { editionInForce, readStandard } from '../../schemas/read-standard.ts';
import type { Task } from '../../schemas/types.ts';
import { loadProbes } from '../gather/load-probes.ts';
import { sideBySide } from '../gather/side-by-side.ts';
import { kindsOf, tasksOf } from '../gather/tasks-of.ts';
import { decentProduct } from './product.ts';
import { apart } from './run-toy.ts';

describe('a unit of the reference toy', () => {
  const begun: Task[] = [];

  before(async () => {
    const testCases = [...readStandard(editionInForce()).requirements.values()].flatMap((one) => one.testCases);
    const asking = { declaration: declared(decentProduct(apart).declaration), testCases };
    const tasks = tasksOf(asking, await loadProbes(kindsOf(testCases)));
    const run = (task: Task) => Promise.resolve(void begun.push(task));
    await sideBySide(tasks, { run, atOnce: 16, signal: new AbortController().signal });
  });

  const pressed = ({ kind }: Task) => kind === 'malformed-input';

  it('is sent malformed messages last, since what they stop may stay stopped', () => {
    const first = begun.findIndex((task) => pressed(task) && task.units.includes('unit-1'));
    const taken = new Set(begun[first]?.occupies);
    expect(taken).not.to.have.property('size', 0);
    const later = begun
      .slice(first)
      .filter((task) => !pressed(task) && task.occupies.some((thing) => taken.has(thing)));
    expect(later.map(({ id }) => id)).to.deep.equal([]);
  });

  it('is sent those first whose answer is silence, while others keep this computer busy', () => {
    const order = begun.filter((task) => pressed(task) && task.units.includes('unit-1')).map(({ target }) => target);
    expect(order).to.have.members(['status/unit-1', 'discovery/unit-1', 'set-up-page/unit-1', 'hub/unit-1']);
    expect(order.slice(0, 2)).to.deep.equal(['status/unit-1', 'discovery/unit-1']);
  });
});
