import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('API-3 Roles cannot be chosen by the caller', () => {
  it('API-3-1 added or altered role and owner fields have no effect', () => {
    eachRow(wholeEvidence('api-access').fields, ({ call, field, kept, control }) => {
      expect(kept, `${call} took over the field "${field}" that a client may not set`).not.to.equal(true);
      if (!control || kept === null) inconclusive(`what ${call} kept of "${field}" was not seen`);
    });
  });

  it('API-3-2 administrative routes refuse a guardian and a child', () => {
    const { attempts } = wholeEvidence('api-access');
    const ours = ['guardian', 'child'];
    const tried = attempts.filter(({ administrative, credentials }) => administrative && ours.includes(credentials));
    eachRow(tried, ({ call, credentials, marks, took, control, status }) => {
      expect(marks ?? 0, `${call} gave a ${credentials} ${marks ?? 0} values of another family`).to.equal(0);
      expect(took, `${call} answered a ${credentials} with more than a refusal`).not.to.equal(true);
      if (status === null || !control) inconclusive(`${call} answered like an address that does not exist`);
    });
  });
});
