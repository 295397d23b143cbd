import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Air } from '../../air/air.ts';
import { onAir } from '../../air/air.fixture.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { command } from '../shared/bluetooth/le-commands.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { noise } from '../shared/noise.ts';
import { Heard } from './heard.ts';
import { probe } from './probe.ts';

const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [] }];
/** Seconds of the unit's clock that are listened to. */
const window = 210;

/** What is noted of whoever advertises, in so many seconds. */
function hear(air: Air, seconds: number) {
  const bluetooth = { adapter: air.le, shielded: true, clockSpeed: window / seconds };
  return observeStanding({ kind: 'ble-advertising', probe }, { units, bluetooth });
}

const field = (type: number, value: Uint8Array | string) => {
  const bytes = Buffer.from(value as Uint8Array);
  return Buffer.concat([Buffer.from([bytes.length + 1, type]), bytes]);
};

const base = { unit: 'unit-1', adapter: '', clockSpeed: 1, alone: true, patience: { hear: 1, connect: 1 } };

describe('advertisements of somebody who means no good', function () {
  this.timeout(60_000);

  const names: readonly (readonly [what: string, name: string, text: string])[] = [
    ['marks of HTML', '<img src=x onerror=e()>', '<img src=x onerror=e()>'],
    ['letters that run backwards', 'Pip\u202egnp.exe', 'Pip\\u{202e}gnp.exe'],
    ['orders for a terminal', '\u001b[2J\u0007\u0000', '\\x1b[2J\\x07\\x00'],
    ['line ends', 'Pip\r\nverdict: pass', 'Pip\\x0d\\x0averdict: pass'],
    ['nothing that can be seen', '\u200b\u200e\ufeff', '\\u{200b}\\u{200e}\\u{feff}'],
  ];
  for (const [what, name, text] of names)
    it(
      `are noted as they are, and written without harm: a name of ${what}`,
      onAir(async (air, ends) => {
        const toy = ends(await LeHost.open(air.le));
        await toy.advertise({ data: field(0x09, name), connectable: true, interval: 100 });
        const seen = await hear(air, 0.3);
        expect(seen.fields.map(({ type, value }) => `${type} ${value}`)).to.deep.equal([
          `09 ${Buffer.from(name).toString('hex')}`,
        ]);
        expect(seen.fields[0]?.text).to.equal(text);
      }),
    );

  const payloads: readonly (readonly [what: string, data: Uint8Array, fields: readonly string[]])[] = [
    ['nothing', Buffer.alloc(0), []],
    ['a field of no octets', Buffer.from([0, 9, 9]), []],
    ['a field without a value', Buffer.from([1, 9]), ['09 ']],
    ['a field that is longer than what came', Buffer.from([30, 255, 1, 2]), ['rest 1eff0102']],
    ['a length alone', Buffer.from([2, 1, 6, 9]), ['01 06', 'rest 09']],
    ['fifteen fields', Buffer.concat(Array.from({ length: 15 }, () => Buffer.from([1, 9]))), ['09 ']],
    ['a list of services with half a service', field(0x03, Buffer.from([0x59, 0xfe, 1])), ['03 59fe01']],
    ['noise', noise(31, 103), []],
  ];
  for (const [what, data, fields] of payloads)
    it(
      `are taken apart as far as they are fields: ${what}`,
      onAir(async (air, ends) => {
        const toy = ends(await LeHost.open(air.le));
        await toy.advertise({ data, connectable: true, interval: 100 });
        const seen = await hear(air, 0.3);
        expect(seen.addresses).to.have.lengthOf(1);
        if (what !== 'noise') expect(seen.fields.map(({ type, value }) => `${type} ${value}`)).to.deep.equal(fields);
      }),
    );

  it(
    'of a flood of addresses on the air are counted, and what fits is kept',
    onAir(async (air, ends) => {
      const jammers = await Promise.all(Array.from({ length: 8 }, async () => ends(await LeHost.open(air.le))));
      const heard = { on: true };
      const flood = async (jammer: LeHost, which: number) => {
        const data = Buffer.concat([field(0x09, `<b>${which}`), Buffer.from([30, 255, 1])]);
        await jammer.advertise({ data, connectable: false, interval: 100 });
        for (let n = 0; heard.on && n < 10_000; n++) {
          await jammer.controller.command(command.advertise, Buffer.from([0]));
          await jammer.takeAddress(Buffer.from([n & 255, n >> 8, which, 2, 3, 0xc0]));
          await jammer.controller.command(command.advertise, Buffer.from([1]));
        }
      };
      const flooding = Promise.all(jammers.map(flood));
      const seen = await hear(air, 5);
      heard.on = false;
      await flooding;
      expect(seen.windows[0]).to.include({ more: true });
      expect(seen.windows[0]?.reports).to.be.above(500);
      expect(seen.addresses).to.have.lengthOf(500);
      expect(seen.fields.length).to.be.within(500, 1000);
    }),
  );

  it('of 10,000 addresses with a name each take no more room than 500', () => {
    const place = { ...base, isOurs: () => true };
    const heard = new Heard(place, { firstName: 'Quillfeather' });
    for (let n = 0; n < 10_000; n++) {
      const address = Buffer.from([n & 255, n >> 8, 1, 2, 3, 0xc0]);
      heard.take({ address, type: 'random', event: 0, data: field(0x09, `Pip ${n}`) });
    }
    const { windows, addresses, fields } = heard.observation({ entered: false });
    expect(windows[0]).to.include({ reports: 10_000, others: 0, more: true });
    expect(addresses).to.have.lengthOf(500);
    expect(fields).to.have.lengthOf(500);
  });

  it('of one address with 10,000 names are kept up to a bound', () => {
    const place = { ...base, isOurs: () => true };
    const heard = new Heard(place, undefined);
    const address = Buffer.from([1, 2, 3, 4, 5, 0xc0]);
    for (let n = 0; n < 10_000; n++) heard.take({ address, type: 'random', event: 0, data: field(0x09, `Pip ${n}`) });
    const { windows, fields } = heard.observation({ entered: false });
    expect(windows[0]).to.include({ reports: 10_000, more: true });
    expect(fields).to.have.lengthOf(5000);
  });
});
