import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airTools, openAir } from '../../air/air.ts';
import { needs } from '../../development/needs.ts';
import { decentLe, uuids } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { standUnits } from '../../reference-toy/bluetooth/stand-unit.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { probe as advertising } from '../ble-advertising/probe.ts';
import { probe as pairing } from '../ble-pairing/probe.ts';
import { probe } from './probe.ts';

const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [] }];

describe('the instruments for Bluetooth Low Energy', function () {
  this.timeout(60_000);

  it('find a decent bear closed to strangers and open to its owner', async function () {
    needs(this, ...airTools);
    const standing = await standUnits(decentLe);
    try {
      const { tables, operations } = await observeStanding({ kind: 'ble-gatt', probe }, standing);
      expect(tables.filter(({ reached }) => reached).map(({ state }) => state)).to.deep.equal([
        ...['unpaired', 'authenticated', 'owner-away'],
      ]);
      const mood = operations.filter(({ characteristic }) => characteristic === uuids.mood);
      const told = mood.map(({ state, operation, answer }) => `${state} ${operation} ${answer}`);
      expect(told).to.include('unpaired read error').and.to.include('authenticated read value');
      expect(mood.some(({ changed }) => changed === true)).to.be.false;
    } finally {
      await standing.stop();
    }
  });

  it('pair in the window and never outside it', async function () {
    needs(this, ...airTools);
    const standing = await standUnits(decentLe);
    try {
      const { attempts } = await observeStanding({ kind: 'ble-pairing', probe: pairing }, standing, {
        windowSeconds: 120,
      });
      const keys = attempts.filter(({ outcome }) => outcome === 'keys');
      const ways = keys.map(({ state, method, protocol }) => `${state} ${method} ${protocol}`);
      expect([...new Set(ways)]).to.deep.equal(['window passkey secure-connections']);
    } finally {
      await standing.stop();
    }
  });

  it('count the flood of a jammer and keep what fits', async function () {
    needs(this, ...airTools);
    const air = await openAir();
    const jammer = await LeHost.open(air.le);
    const flooding = { on: true };
    const flood = (async () => {
      for (let n = 0; flooding.on && n < 10_000; n++) {
        const name = Buffer.from('\u202e<b>\u0007');
        const data = Buffer.concat([Buffer.from([name.length + 1, 9]), name, Buffer.from([30, 255, 1])]);
        await jammer.stopAdvertising();
        await jammer.takeAddress(Buffer.from([n & 255, n >> 8, 1, 2, 3, 0xc0]));
        await jammer.advertise({ data, connectable: false, interval: 100 });
      }
    })().catch(() => undefined);
    try {
      const bluetooth = { adapter: air.le, shielded: true, clockSpeed: 360 };
      const seen = await observeStanding({ kind: 'ble-advertising', probe: advertising }, { units, bluetooth });
      expect(seen.windows[0]).to.include({ more: true });
      expect(seen.addresses).to.have.lengthOf(500);
      expect(seen.fields[0]?.text).to.equal('\\u{202e}<b>\\x07');
      expect(seen.fields.some(({ type }) => type === 'rest')).to.be.true;
    } finally {
      flooding.on = false;
      await flood;
      jammer.close();
      await air.stop();
    }
  });

  it('end soon with a peripheral that hangs up on everybody', async function () {
    needs(this, ...airTools);
    const air = await openAir();
    const toy = await LeHost.open(air.le);
    const data = Buffer.from([2, 1, 6]);
    const advertise = () => toy.advertise({ data, connectable: true, interval: 30 }).catch(() => undefined);
    toy.onLink = (link) => {
      link.link.once('end', () => void advertise());
      link.link.on('frame', () => void toy.disconnect(link).catch(() => undefined));
    };
    await advertise();
    try {
      const bluetooth = { adapter: air.le, shielded: true, clockSpeed: 360, writes: 'any' as const };
      const { tables } = await observeStanding({ kind: 'ble-gatt', probe }, { units, bluetooth });
      expect(tables.every(({ whole }) => !whole)).to.be.true;
      const { attempts } = await observeStanding({ kind: 'ble-pairing', probe: pairing }, { units, bluetooth });
      expect(attempts.some(({ outcome }) => outcome === 'keys')).to.be.false;
    } finally {
      toy.close();
      await air.stop();
    }
  });

  it('say that the bench names no adapter', async () => {
    const missing = await observeStanding({ kind: 'ble-gatt', probe }, { units, bluetooth: {} }).catch(
      (error: unknown) => error,
    );
    expect(missing).to.have.property('reason', 'input-missing');
  });
});
