import { describe, it } from 'mocha';
import { documentsOf, graded } from '../../documents.ts';
import { eachRow, expect, limit } from '../../vocabulary.ts';

describe('CONS-6 The privacy policy can be understood', () => {
  it("CONS-6-1 the policy's reading grade is within the limit", () => {
    eachRow(graded(documentsOf('privacy-policy')), ({ id, grade }) => {
      expect(grade, `${id} reads at grade ${grade}`).to.be.at.most(limit('grade'));
    });
  });
});
