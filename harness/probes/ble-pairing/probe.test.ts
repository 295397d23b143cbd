import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airTools, openAir, type Air } from '../../air/air.ts';
import { needs } from '../../development/needs.ts';
import type { BlePairingObservation } from '../../../schemas/types.ts';
import { Clock } from '../../reference-toy/bluetooth/clock.ts';
import { decentLe, type LeManners, type PairingManners } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { Peripheral } from '../../reference-toy/bluetooth/peripheral.ts';
import { standUnits } from '../../reference-toy/bluetooth/stand-unit.ts';
import { firstHeard } from '../shared/bluetooth/first-heard.fixture.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { pairAndRead, type ReadPairing } from '../shared/bluetooth/pairing-exchange.ts';
import type { PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import { dumb, legacy, withKeyOf } from './offers.ts';
import { probe } from './probe.ts';

const pairingOf = (changed: Partial<PairingManners>): LeManners => ({
  ...decentLe,
  pairing: { ...decentLe.pairing, ...changed },
});

/** What the instrument observes of one unit with these manners of pairing. */
async function observed(changed: Partial<PairingManners> = {}): Promise<BlePairingObservation> {
  const standing = await standUnits(pairingOf(changed));
  try {
    return await observeStanding({ kind: 'ble-pairing', probe }, standing, { windowSeconds: 120, keySize: 16 });
  } finally {
    await standing.stop();
  }
}

type Attempt = BlePairingObservation['attempts'][number];

const brief = ({ offer, method, outcome, failure }: Attempt): string =>
  [
    offer?.ioCapability,
    offer?.secureConnections === false ? 'legacy' : 'secure',
    offer?.keySize === 16 ? '' : `${offer?.keySize} octets`,
    method ?? '',
    outcome,
    failure ?? '',
  ]
    .filter((word) => word !== '')
    .join(' / ');
const inState = ({ attempts }: BlePairingObservation, state: string) =>
  attempts.filter((attempt) => attempt.state === state).map(brief);

describe('attempts to pair', function () {
  this.timeout(120_000);

  it('of a decent bear: one way in, in its window, and none beside it', async function () {
    needs(this, ...airTools);
    const seen = await observed();
    const shut = 'refused / pairing not supported';
    expect(inState(seen, 'normal')).to.deep.equal([
      `no-input-no-output / secure / ${shut}`,
      `no-input-no-output / secure / ${shut}`,
      `no-input-no-output / legacy / ${shut}`,
      `keyboard-display / secure / ${shut}`,
      `keyboard-only / secure / ${shut}`,
      `display-yes-no / secure / ${shut}`,
      `display-only / secure / ${shut}`,
    ]);
    const open = [...new Set(inState(seen, 'window'))].filter((told) => !told.endsWith(shut));
    expect(open).to.have.members([
      'keyboard-display / secure / passkey / keys',
      'keyboard-only / secure / passkey / keys',
      'no-input-no-output / secure / refused / authentication requirements',
      'no-input-no-output / legacy / refused / authentication requirements',
      'keyboard-display / legacy / refused / authentication requirements',
      'display-yes-no / secure / refused / authentication requirements',
      'display-only / secure / refused / authentication requirements',
      'keyboard-display / secure / 7 octets / refused / encryption key size',
      'keyboard-display / secure / 15 octets / refused / encryption key size',
      'keyboard-display / legacy / 7 octets / refused / encryption key size',
      'keyboard-display / legacy / 15 octets / refused / encryption key size',
    ]);
    for (const state of ['bonded', 'after-window', 'after-restart'])
      for (const told of inState(seen, state)) expect(told, state).to.contain(shut);
    expect(seen.attempts.filter(({ state }) => state === 'bonded').map(({ by }) => by)).to.deep.equal([
      ...['stranger', 'stranger', 'stranger-as-owner', 'stranger-as-owner'],
    ]);
    expect(seen.returns.map(({ after: what, encrypted }) => `${what} ${encrypted}`)).to.deep.equal([
      'bonding true',
      'strangers true',
    ]);
  });

  it('of a bear that compares numbers: paired by two hands, and not by the bench alone', async function () {
    needs(this, ...airTools);
    const seen = await observed({ ioCapability: 'display-yes-no' });
    const compared = seen.attempts.filter(({ method }) => method === 'numeric-comparison');
    const by = (confirmed: string) =>
      compared.filter((row) => row.confirmed === confirmed).map(({ outcome }) => outcome);
    expect(by('both')).to.include('keys').and.not.include('refused');
    expect(by('bench-alone')).to.deep.equal(['refused']);
    expect(compared.find(({ confirmed }) => confirmed === 'bench-alone')).to.include({
      ...{ failure: 'numeric comparison failed', encrypted: false, state: 'window' },
    });
    expect(seen.returns.every(({ encrypted }) => encrypted)).to.equal(true);
  });

  it('of a bear that says by itself that numbers are equal: paired while nobody touched it', async function () {
    needs(this, ...airTools);
    const seen = await observed({ ioCapability: 'display-yes-no', confirms: 'by-itself' });
    const alone = seen.attempts.filter(({ confirmed }) => confirmed === 'bench-alone');
    expect(alone.map(({ outcome, encrypted }) => ({ outcome, encrypted }))).to.deep.equal([
      { outcome: 'keys', encrypted: true },
    ]);
  });
});

describe('the size of a key', function () {
  this.timeout(60_000);
  let air: Air | undefined;
  after(() => air?.stop());

  /** A pairing with a bear that is always open and says that its longest key has so many octets. */
  async function pairedWith(keySize: number, wishes: PairingWishes): Promise<ReadPairing> {
    air ??= await openAir();
    const open = { window: 'always', mitm: false, authenticatedOnly: false, secureOnly: false } as const;
    const manners: LeManners = {
      ...pairingOf({ ...open, keySize, keySizeAtLeast: 0 }),
      address: { kind: 'static', rotationMinutes: undefined },
    };
    const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
    const toy = await Peripheral.open(air.le, { manners, unit, clock: new Clock() });
    const host = await LeHost.open(air.le);
    try {
      const found = await firstHeard(host);
      const link = await host.connect(found, 5000);
      return await pairAndRead(host, link!, wishes);
    } finally {
      host.close();
      toy.close();
    }
  }

  it('of 7 to 16 octets is that of the shorter side, by legacy pairing and by Secure Connections', async function () {
    needs(this, ...airTools);
    for (let size = 7; size <= 16; size++)
      for (const wishes of [dumb, legacy(dumb)])
        for (const [theirs, ours] of [
          [size, 16],
          [16, size],
        ] as const) {
          const { exchange, encrypted, bond } = await pairedWith(theirs, withKeyOf(ours, wishes));
          expect(exchange, `${ours} and ${theirs}`).to.include({ outcome: 'keys', keySize: size });
          expect(encrypted).to.equal(true);
          const zeros = /(00)*$/.exec(bond?.key.ltk.toString('hex') ?? '')?.[0].length ?? 0;
          expect(zeros / 2, 'upper octets of the key are zero').to.be.at.least(16 - size);
        }
  });

  it('that does not exist ends the pairing on either side, and nothing is encrypted', async function () {
    needs(this, ...airTools);
    for (const size of [0, 1, 6, 17, 255])
      for (const wishes of [dumb, legacy(dumb)]) {
        const answered = await pairedWith(size, wishes);
        expect(answered.exchange, `answered ${size}`).to.include({
          ...{ outcome: 'failed', failure: 'invalid parameters', failedBy: 'initiator' },
        });
        const asked = await pairedWith(16, withKeyOf(size, wishes));
        expect(asked.exchange, `asked for ${size}`).to.include({
          ...{ outcome: 'failed', failure: 'invalid parameters', failedBy: 'responder' },
        });
        expect([answered.encrypted, asked.encrypted, answered.bond, asked.bond]).to.deep.equal([
          ...[false, false, undefined, undefined],
        ]);
      }
  });

  it('that does not exist is no refusal of the unit in an observation', async function () {
    needs(this, ...airTools);
    const { attempts } = await observed({ keySize: 255, window: 'always', keySizeAtLeast: 0 });
    const answered = attempts.filter(({ answer }) => answer !== undefined);
    expect(answered.length).to.be.above(3);
    for (const attempt of answered)
      expect(attempt).to.deep.include({ outcome: 'unfinished', failure: 'invalid parameters', encrypted: false });
  });
});
