import { describe, it } from 'mocha';
import { chosen } from '../../answers.ts';
import { capturing } from '../../sensors.ts';
import { eachRow, expect, inconclusive } from '../../vocabulary.ts';

describe('AV-4 A guardian can turn sensors off', () => {
  it('AV-4-1 each sensor has a switch, its state can be seen, and it outlasts a restart', () => {
    eachRow(capturing(), ({ id, kind }) => {
      expect(chosen('switch', id), `no switch and no setting turns the ${kind} ${id} off`).to.not.equal('not-found');
      expect(chosen('state-seen', id), `it cannot be seen that the ${kind} ${id} is off`).to.not.equal('not-seen');
      const after = chosen('after-restart', id);
      if (after === 'not-tried') inconclusive(`nobody restarted the toy with ${id} off`);
      expect(after, `after a restart the ${kind} ${id} is: ${after}`).to.equal('still-off');
    });
  });
});
