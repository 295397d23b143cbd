import { describe, it } from 'mocha';
import { capturing } from '../../sensors.ts';
import { eachRow, expect } from '../../vocabulary.ts';

describe('AV-2 Nothing is captured without an act', () => {
  it('AV-2-2 the acts that start capture are declared', () => {
    eachRow(capturing(), ({ id, captures, unused }) => {
      const explained = captures.length > 0 || unused !== undefined;
      expect(explained, `the declaration says neither what starts ${id} nor why no function uses it`).to.equal(true);
      for (const { during, startedBy } of captures)
        expect(startedBy, `"${during}" is started by the toy itself`).to.not.equal('toy-itself');
    });
  });
});
