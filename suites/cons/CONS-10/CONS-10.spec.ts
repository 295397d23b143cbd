import { describe, it } from 'mocha';
import { chosen } from '../../answers.ts';
import { expect } from '../../vocabulary.ts';

describe('CONS-10 The age question is neutral', () => {
  it('CONS-10-1 the age question presets nothing, takes every age and hints at none', () => {
    const [preset, range, words] = [chosen('preset'), chosen('range'), chosen('words')];
    expect(preset, `the field for age starts with: ${preset}`).to.equal('empty');
    expect(range, `of the ages that were tried could be entered: ${range}`).to.equal('every');
    expect(words, `the words around the question tell: ${words}`).to.equal('nothing');
  });
});
