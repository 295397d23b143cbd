import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { standStill } from '../../development/late.ts';
import { watched } from './lateness.ts';

describe('the lateness of the bench', () => {
  it('is the time for which its event loop stood still, of the time that was waited', async () => {
    const { value, lateness } = await watched(async () => {
      await sleep(20);
      standStill(800);
      await sleep(20);
      return 'heard';
    });
    expect(value).to.equal('heard');
    expect(lateness.waitedMilliseconds).to.be.at.least(820);
    expect(lateness.lateMilliseconds).to.be.within(650, lateness.waitedMilliseconds);
  });

  it('counts a halt at the very end, before any timer of its own could tell of it', async () => {
    const { lateness } = await watched(async () => {
      await sleep(150);
      standStill(600);
    });
    expect(lateness.lateMilliseconds).to.be.at.least(450);
  });

  it('is not the time for which a product is waited for', async () => {
    const idle = await watched(() => sleep(1500));
    const halted = await watched(async () => {
      standStill(1500);
      await sleep(0);
    });
    expect(idle.lateness.waitedMilliseconds).to.be.at.least(1490);
    expect(idle.lateness.lateMilliseconds).to.be.below(halted.lateness.lateMilliseconds);
  });
});
