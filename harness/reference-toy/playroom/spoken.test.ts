import { expect } from 'chai';
import { describe, it } from 'mocha';
import { replyTo, spoken } from './spoken.ts';

describe('a spoken answer', () => {
  it('is a whole WAVE file whose lengths agree and whose title holds the words', () => {
    const words = `Quillfeather! ${replyTo('my bear eats moonberries')}`;
    const sound = spoken(words);
    expect(sound.toString('latin1', 0, 4)).to.equal('RIFF');
    expect(sound.toString('latin1', 8, 12)).to.equal('WAVE');
    expect(sound.readUInt32LE(4)).to.equal(sound.length - 8);
    expect(sound.includes(words)).to.equal(true);
    const data = sound.indexOf('data');
    expect(sound.readUInt32LE(data + 4)).to.equal(words.length * 400);
  });

  it('begins alike whatever was said, and goes on in several ways', () => {
    const answers = ['', 'a', 'ab', 'abc', '<b>abcd</b>'].map(replyTo);
    expect(answers.filter((answer) => !answer.startsWith('That is lovely. '))).to.deep.equal([]);
    expect(new Set(answers).size).to.equal(3);
  });

  it('is another for other words, and bounded for very long ones', () => {
    expect(spoken('Hello').equals(spoken('Goodbye'))).to.equal(false);
    expect(spoken('a'.repeat(10_000)).length).to.be.below(100_000);
  });
});
