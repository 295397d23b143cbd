import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('API-4 Recordings and pictures are not public', () => {
  it('API-4-1 every media address seen is refused without credentials and with foreign ones', () => {
    eachRow(wholeEvidence('api-access').media, ({ call, host, declaredHost, controlBytes, bare, foreign }) => {
      expect(bare, `what ${call} keeps at ${host} was given without credentials`).not.to.equal(true);
      expect(foreign, `what ${call} keeps at ${host} was given to another family`).not.to.equal(true);
      if (!declaredHost) inconclusive(`${host} is not declared and was not asked`);
      if (controlBytes === 0) inconclusive(`the family itself could not fetch what ${call} keeps at ${host}`);
      if (bare === null || foreign === null) inconclusive(`${host} did not answer`);
    });
  });

  it('API-4-2 no storage listing is public', () => {
    eachRow(wholeEvidence('api-access').folders, ({ medium, depth, lists }) => {
      expect(lists, `the folder ${depth} levels deep above ${medium} lists what is in it`).not.to.equal(true);
      if (lists === null)
        inconclusive(`the folder ${depth} levels deep above ${medium} gave no answer, or ${medium} was not there`);
    });
  });

  it('API-4-3 a signed address expires within the declared time', () => {
    const { media } = wholeEvidence('api-access');
    if (media.length === 0) inconclusive('no address of a medium was seen');
    if (media.every(({ controlBytes }) => controlBytes === 0)) inconclusive('no medium was given to its own family');
    const signed = media.filter((medium) => medium.signed);
    const judge = ({ call, afterTerm, termSeconds }: (typeof media)[number]): void => {
      expect(afterTerm, `the address of ${call} still gave the medium after ${termSeconds} s`).not.to.equal(true);
      if (afterTerm === null) inconclusive(`the address of ${call} was not asked for after its term`);
    };
    eachRow(signed, judge, { empty: 'no address of a medium gives access by itself' });
  });
});
