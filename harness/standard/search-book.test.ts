import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readBook } from './book.ts';
import { lookUp } from './look-up.ts';
import { foundInWords, searchBook } from './search-book.ts';

describe('searching the standard', () => {
  const book = readBook();
  const names = (words: string) => searchBook(book, words).map(({ entry }) => `${entry.kind} ${entry.address}`);

  const subjects: readonly (readonly [string, string])[] = [
    ['Bluetooth pairing', 'requirement BT-1'],
    ['AUTH-4-1', 'requirement AUTH-4'],
    ['telnet', 'requirement NET-2'],
    ['microphone', 'feature microphone'],
    ['guardian', 'term guardian'],
    ['cayla', 'incident cayla-2014'],
    ['open-ports', 'instrument open-ports'],
    ['decision rule', 'clause decision-rule'],
    ['5.1-2A', 'clause elsewhere etsi-en-303-645'],
  ];
  for (const [words, place] of subjects)
    it(`finds ${place} by "${words}"`, () => {
      expect(names(words)).to.include(place);
    });

  it('finds only what holds all words, those with them in the title first', () => {
    expect(names('voice recordings').length).to.be.above(0);
    expect(names('voice zebra')).to.deep.equal([]);
    expect(names('AUTH-4')[0]).to.equal('requirement AUTH-4');
  });

  it('has the limits of the edition in the words', () => {
    const hits = searchBook(readBook('next'), 'AUTH-5');
    expect(hits[0]?.entry.text).to.include('fewer than 10 characters');
  });

  it('finds every subject of the standard by the title of its chapter', () => {
    for (const { id, title } of book.groups)
      expect(
        names(title).some((name) => name.startsWith(`requirement ${id}-`)),
        title,
      ).to.equal(true);
  });

  it('leads from a requirement outside an edition to what stands there', () => {
    expect(() => lookUp(readBook('next'), 'comm-10')).to.throw(/In edition 1\.1-draft COMM-15 takes its place/);
    expect(() => lookUp(readBook('1.0'), 'AI-5')).to.throw(/Edition 1\.0 leaves AI-5 out/);
    expect(() => lookUp(readBook('1.0'), 'AUTH-44')).to.throw(/UNKNOWN_NAME/);
  });

  it('says what to do where nothing is found', () => {
    expect(foundInWords([], 'zebra')).to.include('Fewer or shorter words');
  });
});
