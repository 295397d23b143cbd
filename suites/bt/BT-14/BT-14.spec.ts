import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('BT-14 The toy answers no call by itself', () => {
  it('BT-14-1 an incoming call is not answered by itself', () => {
    const { units, calls, browsings } = evidence('bluetooth-classic');
    eachRow(
      calls,
      ({ unit, host, channel, connected, accepted, seconds }) => {
        const caller = host === 'stranger' ? 'a stranger' : 'its owner';
        expect(accepted, `${unit} takes a call of ${caller} though nobody touched it`).to.equal(false);
        if (!connected) inconclusive(`${unit} did not speak on serial channel ${channel} before the call`);
        if (seconds < 60) inconclusive(`it rang for ${seconds} s only`);
      },
      { empty: 'no unit has a service that takes calls' },
    );
    eachRow(units, ({ unit }) => {
      const told = browsings.some((row) => row.unit === unit && row.complete);
      if (!told) inconclusive(`${unit} did not tell its services, so that calls may be among them`);
      expect(told).to.equal(true);
    });
  });
});
