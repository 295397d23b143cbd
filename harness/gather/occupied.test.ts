import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Bench } from '../../schemas/types.ts';
import { occupied } from './occupied.ts';

const emulated: Bench['bluetooth'] = {
  units: { 'unit-1': { le: 'unix:/le', classic: 'unix:/classic' }, 'unit-2': { le: 'unix:/le-2' } },
};
const cases: readonly [string, readonly string[], Bench['bluetooth'], readonly string[]][] = [
  ['what is no radio stays', ['person', 'login:unit-1'], { adapter: 'hci:0' }, ['person', 'login:unit-1']],
  ['both radios of a unit are one thing', ['radio-classic:unit-1'], emulated, ['radio:unit-1']],
  [
    'and two where the bench touches each',
    ['radio-classic:unit-1'],
    { ...emulated, radiosApart: true },
    ['radio-classic:unit-1'],
  ],
  ['an adapter serves one task', ['radio:unit-1'], { adapter: 'hci:0' }, ['radio:unit-1', 'adapter:hci:0']],
  [
    'of whichever unit',
    ['radio:unit-1', 'radio:unit-2'],
    { adapter: 'hci:0' },
    ['radio:unit-1', 'adapter:hci:0', 'radio:unit-2'],
  ],
  [
    'Classic takes its own adapter',
    ['radio-classic:unit-1'],
    { adapter: 'hci:0', classic: 'hci:1' },
    ['radio:unit-1', 'adapter:hci:1'],
  ],
  ['or that of Low Energy', ['radio-classic:unit-1'], { adapter: 'hci:0' }, ['radio:unit-1', 'adapter:hci:0']],
  ['without a bench nothing is known', ['radio-classic:unit-1'], undefined, ['radio-classic:unit-1']],
];

describe('what a task occupies', () => {
  for (const [what, asked, bluetooth, taken] of cases)
    it(what, () => {
      expect(occupied(asked, bluetooth)).to.deep.equal(taken);
    });
});
