import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { airTools } from '../air/air.ts';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { classicBear, classicDefects } from '../reference-toy/bluetooth/classic-defects.ts';
import type { JudgedToy } from './incidents-judge.ts';
import { judgeRadios } from './incidents-radio.ts';

describe('defects of Bluetooth Classic', function () {
  this.timeout(400_000);
  const { folder, remove } = scratch();
  let judged: ReadonlyMap<string, JudgedToy> = new Map();
  before(async function () {
    needs(this, ...airTools);
    const toys = [{ name: 'decent', change: {} }, ...classicDefects].map(classicBear);
    const interrupt = new AbortController().signal;
    const radios = await judgeRadios(toys, { folder, interrupt, done: () => undefined });
    judged = new Map(radios.map((radio) => [radio.id, radio]));
  });
  after(remove);

  it('without a defect nothing fails and nothing is left undecided', () => {
    const { failing, undecided } = judged.get('decent') ?? {};
    expect({ failing, undecided }).to.deep.equal({ failing: [], undecided: [] });
    expect(judged.get('decent')?.judged).to.deep.equal(['BT-1', 'BT-4', 'BT-5', 'BT-7', 'BT-10', 'BT-11', 'BT-14']);
  });

  for (const { name, sentence, fails } of classicDefects)
    it(`${name} makes exactly ${fails.join(' and ')} fail: ${sentence}`, () => {
      const { failing, undecided } = judged.get(name) ?? {};
      expect({ failing, undecided }).to.deep.equal({ failing: fails, undecided: [] });
    });

  it('break each requirement that is judged of the bear', () => {
    const broken = new Set(classicDefects.flatMap(({ fails }) => fails));
    expect(judged.get('decent')?.judged.filter((id) => !broken.has(id))).to.deep.equal([]);
  });
});
