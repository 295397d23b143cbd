import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airTools } from '../../air/air.ts';
import { onAir } from '../../air/air.fixture.ts';
import { needs } from '../../development/needs.ts';
import { decentLe, uuids } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { standUnits } from '../../reference-toy/bluetooth/stand-unit.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
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

  it(
    'end soon with a peripheral that hangs up on everybody',
    onAir(async (air, ends) => {
      const toy = ends(await LeHost.open(air.le));
      const data = Buffer.from([2, 1, 6]);
      const advertise = () => toy.advertise({ data, connectable: true, interval: 30 }).catch(() => undefined);
      toy.onLink = (link) => {
        link.link.once('end', () => void advertise());
        link.link.on('frame', () => void toy.disconnect(link).catch(() => undefined));
      };
      await advertise();
      const bluetooth = { adapter: air.le, shielded: true, clockSpeed: 360, writes: 'any' as const };
      const { tables } = await observeStanding({ kind: 'ble-gatt', probe }, { units, bluetooth });
      expect(tables.every(({ whole }) => !whole)).to.be.true;
      const { attempts } = await observeStanding({ kind: 'ble-pairing', probe: pairing }, { units, bluetooth });
      expect(attempts.some(({ outcome }) => outcome === 'keys')).to.be.false;
    }),
  );

  it('say that the bench names no adapter', async () => {
    const missing = await observeStanding({ kind: 'ble-gatt', probe }, { units, bluetooth: {} }).catch(
      (error: unknown) => error,
    );
    expect(missing).to.have.property('reason', 'input-missing');
  });
});
