import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airTools } from '../../air/air.ts';
import { standStill } from '../../development/late.ts';
import { needs } from '../../development/needs.ts';
import { decentLe } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { standUnits } from '../../reference-toy/bluetooth/stand-unit.ts';
import { probe } from './probe.ts';

describe('a bench that stands still while it listens', function () {
  this.timeout(60_000);

  it('keeps how long it did, beside what it heard', async function () {
    needs(this, ...airTools);
    const standing = await standUnits(decentLe);
    const start = setTimeout(() => standStill(2500), 1000);
    const limits = { rotationMinutes: 10 };
    const seen = await observeStanding({ kind: 'ble-advertising', probe }, standing, limits).finally(standing.stop);
    clearTimeout(start);
    expect(seen.windows[0]?.lateness?.lateMilliseconds).to.be.at.least(2000);
  });
});
