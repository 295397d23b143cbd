import { expect } from 'chai';
import { describe, it } from 'mocha';
import { standStill } from '../../development/late.ts';
import { failure } from '../../probes/shared/bluetooth/smp-session.ts';
import { Clock } from './clock.ts';
import { decentLe } from './manners.ts';
import { PairingDoor } from './pairing-door.ts';
import type { Terms } from './smp-responder.ts';

const terms: Terms = {
  theirs: {
    ioCapability: 'keyboard-display',
    oob: false,
    bonding: true,
    mitm: true,
    secureConnections: true,
    keypress: false,
    keySize: 16,
  },
  method: 'passkey',
  keySize: 16,
  secure: true,
};

describe('the window in which the bear lets pair', () => {
  it('closes by the clock, also where this computer is late with its timers', () => {
    const door = new PairingDoor({ ...decentLe.pairing, window: 1000 }, new Clock(20_000));
    expect(door.refusal('peer', terms), 'before the act').to.equal(failure.pairingNotSupported);
    door.open();
    expect(door.refusal('peer', terms), 'at once').to.equal(undefined);
    standStill(60);
    expect(door.refusal('peer', terms), 'when it is over').to.equal(failure.pairingNotSupported);
  });

  it('opens for as long again with each act, and closes when the power comes', () => {
    const door = new PairingDoor({ ...decentLe.pairing, window: 1000 }, new Clock(500));
    door.open();
    standStill(1200);
    door.open();
    standStill(1200);
    expect(door.refusal('peer', terms)).to.equal(undefined);
    door.powerOn();
    expect(door.refusal('peer', terms)).to.equal(failure.pairingNotSupported);
  });
});
