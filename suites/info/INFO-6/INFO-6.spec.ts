import { describe, it } from 'mocha';
import { documentsOf, graded } from '../../documents.ts';
import { eachRow, expect, limit } from '../../vocabulary.ts';

describe('INFO-6 The box speaks plainly', () => {
  it('INFO-6-1 the text reads at the limit or below', () => {
    eachRow(graded(documentsOf('consumer-information')), ({ id, grade }) => {
      expect(grade, `${id} reads at grade ${grade}`).to.be.at.most(limit('grade'));
    });
  });
});
