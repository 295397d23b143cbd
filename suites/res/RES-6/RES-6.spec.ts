import { describe, it } from 'mocha';
import { chosen, measured } from '../../answers.ts';
import { expect, limit } from '../../vocabulary.ts';

describe('RES-6 Telemetry is looked at for signs of attack', () => {
  it('RES-6-1 the examination exists', () => {
    expect(chosen('record'), 'of the last examination was shown').to.equal('record');
    const days = measured('days-since');
    expect(days, `the last examination was ${days} days ago`).to.be.at.most(limit('days'));
  });
});
