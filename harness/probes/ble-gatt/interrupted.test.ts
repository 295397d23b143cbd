import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { EvidenceKind } from '../../../schemas/types.ts';
import type { Air } from '../../air/air.ts';
import { onAir } from '../../air/air.fixture.ts';
import { badPeripheral, type BadServe } from '../../development/bad-peripheral.ts';
import type { Probe } from '../../gather/probe.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { probe as advertising } from '../ble-advertising/probe.ts';
import { probe as malformed } from '../ble-malformed-input/probe.ts';
import { probe as pairing } from '../ble-pairing/probe.ts';
import { att, attChannel } from '../shared/bluetooth/att.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { probe as gatt } from './probe.ts';

const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [] }];
/** Controllers of one emulated air. */
const most = 16;

/** Refuses every request, and is met with silence where it is asked to pair. */
const refuses: BadServe = (pdu, { channel }) =>
  channel === attChannel ? Buffer.from([att.error, pdu[0] ?? 0, 1, 0, 5]) : undefined;

/** All controllers that are left beside that of the toy can be had: nobody has kept one. */
async function expectAllFree(air: Air): Promise<void> {
  const hosts = await Promise.all(Array.from({ length: most - 1 }, () => LeHost.open(air.le)));
  for (const host of hosts) host.close();
  expect(hosts).to.have.lengthOf(most - 1);
}

function interrupted<K extends EvidenceKind>(instrument: { readonly kind: K; readonly probe: Probe<K> }): void {
  for (const milliseconds of [0, 30, 300])
    it(
      `${instrument.kind} ends when it is interrupted after ${milliseconds} ms, and gives its adapter back`,
      onAir(async (air, ends) => {
        ends(await badPeripheral(air, refuses));
        const controller = new AbortController();
        const stop = () => controller.abort(new Error('the operator interrupted'));
        if (milliseconds === 0) stop();
        else setTimeout(stop, milliseconds);
        const bluetooth = { adapter: air.le, shielded: true, clockSpeed: 10, writes: 'any' as const };
        const setting = { units, bluetooth, signal: controller.signal };
        const outcome = await observeStanding(instrument, setting).catch((error: unknown) => error);
        expect(outcome).to.be.instanceOf(Error);
        await expectAllFree(air);
      }),
    );
}

describe('an instrument for Bluetooth Low Energy', function () {
  this.timeout(60_000);
  interrupted({ kind: 'ble-advertising', probe: advertising });
  interrupted({ kind: 'ble-gatt', probe: gatt });
  interrupted({ kind: 'ble-pairing', probe: pairing });
  interrupted({ kind: 'ble-malformed-input', probe: malformed });
});
