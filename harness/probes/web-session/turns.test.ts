import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Turns } from './turns.ts';

/** Something to do that ends when it is told to, and writes down when it begins and ends. */
function doing(told: string[], name: string) {
  let end: () => void = () => undefined;
  const ends = new Promise<void>((done) => {
    end = done;
  });
  const work = async () => {
    told.push(`${name} begins`);
    await ends;
    told.push(`${name} ends`);
    return name;
  };
  return { work, end };
}

const aMoment = () => new Promise((done) => setImmediate(done));

describe('what the same people do', () => {
  it('is done beside each other, and what is done alone waits for it and keeps the rest waiting', async () => {
    const told: string[] = [];
    const turns = new Turns();
    const [one, two, alone, late] = ['one', 'two', 'alone', 'late'].map((name) => doing(told, name));
    const all = [
      turns.beside(one!.work),
      turns.beside(two!.work),
      aMoment().then(() => turns.alone(alone!.work)),
      aMoment().then(() => turns.beside(late!.work)),
    ];
    await aMoment();
    await aMoment();
    expect(told).to.deep.equal(['one begins', 'two begins']);
    for (const each of [one, two]) {
      each!.end();
      await aMoment();
    }
    expect(told.slice(2)).to.deep.equal(['one ends', 'two ends', 'alone begins']);
    alone!.end();
    late!.end();
    expect(await Promise.all(all)).to.deep.equal(['one', 'two', 'alone', 'late']);
    expect(told.slice(5)).to.deep.equal(['alone ends', 'late begins', 'late ends']);
  });

  it('goes on after something that went wrong', async () => {
    const turns = new Turns();
    const wrong = () => Promise.reject(new Error('wrong'));
    const results = await Promise.allSettled([turns.beside(wrong), turns.alone(wrong), turns.alone(wrong)]);
    expect(results.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(await turns.beside(() => Promise.resolve('done'))).to.equal('done');
  });
});
