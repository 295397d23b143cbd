import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

describe('VULN-3 The manufacturer watches its components', () => {
  it('VULN-3-1 the process exists and its last findings are shown', () => {
    const { softwareComponents } = evidence('declaration').ixit;
    expect(softwareComponents, 'the declaration names no software component').to.not.be.empty;
    const [process, record] = [answer('process').choice, answer('record').choice];
    if (process === undefined || record === undefined) inconclusive('what was shown is not recorded');
    expect(process, `of the process was shown: ${process}`).to.equal('document');
    expect(record, `of the last search was shown: ${record}`).to.be.oneOf(['findings', 'no-findings']);
    const days = answer('days-since').number;
    if (days === undefined) inconclusive('the day of the last search is not recorded');
    expect(days, `the last search was ${days} days ago`).to.be.at.most(limit('days'));
    const covered = answer('components-covered').list ?? [];
    eachRow(softwareComponents, ({ id, name }) => {
      expect(covered, `the record of the last search leaves out ${name} (${id})`).to.include(id);
    });
  });
});
