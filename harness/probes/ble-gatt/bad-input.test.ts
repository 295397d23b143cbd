import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { BleGattObservation } from '../../../schemas/types.ts';
import { airTools } from '../../air/air.ts';
import { withAir } from '../../air/air.fixture.ts';
import { badPeripheral, type BadServe } from '../../development/bad-peripheral.ts';
import { needs } from '../../development/needs.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { probe as pairing } from '../ble-pairing/probe.ts';
import { att, attChannel, word } from '../shared/bluetooth/att.ts';
import { smp } from '../shared/bluetooth/smp-pdu.ts';
import { smpChannel } from '../shared/bluetooth/smp-session.ts';
import { noise } from '../shared/noise.ts';
import { probe } from './probe.ts';

const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [] }];

/** Gathers from a peripheral that serves in this way, with consent to everything. */
async function gatherFrom<K extends 'ble-gatt' | 'ble-pairing'>(
  instrument: Parameters<typeof observeStanding<K>>[0],
  serve: BadServe,
) {
  return withAir(async (air, ends) => {
    ends(await badPeripheral(air, serve));
    const bluetooth = { adapter: air.le, shielded: true, clockSpeed: 3600, writes: 'any' as const };
    return observeStanding(instrument, { units, bluetooth }, { windowSeconds: 120 });
  });
}

const error = (pdu: Buffer, code: number) => Buffer.from([att.error, pdu[0] ?? 0, 1, 0, code]);
const notFound = (pdu: Buffer) => error(pdu, 0x0a);
const refusal = Buffer.from([smp.pairingFailed, 5]);

/** Serves attributes in this way, and refuses to pair. */
const attributes =
  (serve: (pdu: Buffer, where: Parameters<BadServe>[1]) => ReturnType<BadServe>): BadServe =>
  (pdu, where) => {
    if (where.channel === smpChannel) return pdu[0] === smp.pairingRequest ? refusal : undefined;
    return where.channel === attChannel && (pdu[0] ?? 0) % 2 === 0 ? serve(pdu, where) : undefined;
  };

/** So many attributes of a kind that nobody knows; what else is asked of them is answered by `others`. */
const table = (count: number, others: (pdu: Buffer) => ReturnType<BadServe> = notFound) =>
  attributes((pdu) => {
    if (pdu[0] !== att.findInformation)
      return pdu[0] === att.readByGroup || pdu[0] === att.readByType ? notFound(pdu) : others(pdu);
    const start = pdu.readUInt16LE(1);
    if (start > count) return notFound(pdu);
    const handles = Array.from({ length: Math.min(5, count - start + 1) }, (_, n) => start + n);
    const entries = handles.flatMap((handle) => [word(handle), word(0xf000 + handle)]);
    return Buffer.concat([Buffer.from([att.findInformation + 1, 1]), ...entries]);
  });

/** Octets that look like what a client says, or like what a server says. */
const saying = (side: 0 | 1, octets: Buffer) => Buffer.concat([Buffer.from([0x0c | side]), octets.subarray(1)]);

const hangsUpAt = (last: number): BadServe => {
  const serve = table(2);
  return (pdu, where) => (where.count >= last ? 'hang-up' : serve(pdu, where));
};

type Expected = (seen: BleGattObservation) => void;
const brokeOff =
  (why: RegExp): Expected =>
  ({ tables }) => {
    expect(tables.find(({ state }) => state === 'unpaired')?.brokeOff).to.match(why);
    expect(tables.some(({ whole }) => whole)).to.be.false;
  };
/** Attributes of the table that the stranger read, and that none of them gave anything. */
const closed =
  (count: number): Expected =>
  ({ tables, attributes: rows, operations }) => {
    expect(tables.find(({ state }) => state === 'unpaired')?.whole).to.be.true;
    expect(rows.filter(({ state }) => state === 'unpaired')).to.have.lengthOf(count);
    expect(operations.filter(({ answer }) => answer === 'value' || answer === 'acknowledged')).to.deep.equal([]);
  };

const hostile: readonly (readonly [what: string, serve: BadServe, expected: Expected])[] = [
  ['an error for everything', attributes((pdu) => error(pdu, 0x0e)), brokeOff(/error 0x0e/)],
  ['no attribute at all', attributes(notFound), closed(0)],
  ['500 attributes, each of which refuses everything', table(500, (pdu) => error(pdu, 5)), closed(500)],
  ['attributes without end', table(0xffff), brokeOff(/more than 4000 handles/)],
  [
    'services without end',
    attributes((pdu) => Buffer.from([0x11, 6, ...pdu.subarray(1, 3), ...pdu.subarray(1, 3), 0, 0x18])),
    brokeOff(/did not come to an end/),
  ],
  [
    'the same service for ever',
    attributes(() => Buffer.from([0x11, 6, 1, 0, 1, 0, 0, 0x18])),
    brokeOff(/not asked for/),
  ],
  ['silence', attributes(() => undefined), brokeOff(/did not answer/)],
  [
    'PDUs of size zero',
    attributes((pdu) => (pdu[0] === att.mtuRequest ? Buffer.from([3, 0, 0]) : notFound(pdu))),
    closed(0),
  ],
  [
    'PDUs of size 65535, and one of 60,000 octets for each request',
    attributes((pdu) =>
      pdu[0] === att.mtuRequest ? Buffer.from([3, 255, 255]) : Buffer.alloc(60_000, (pdu[0] ?? 0) + 1),
    ),
    brokeOff(/not asked for/),
  ],
  ['noise', attributes((pdu) => saying(1, noise(40, 97 + (pdu[0] ?? 0)))), brokeOff(/malformed/)],
  ['questions of its own instead of answers', attributes(() => saying(0, noise(40, 97))), brokeOff(/did not answer/)],
  [
    'values without end',
    table(10, (pdu) =>
      pdu[0] === att.read || pdu[0] === att.readBlob
        ? Buffer.concat([Buffer.from([pdu[0] + 1]), Buffer.alloc(22, 0x41)])
        : error(pdu, 3),
    ),
    ({ operations }) => {
      const read = operations.filter(({ answer }) => answer === 'value');
      expect(read.map(({ bytes }) => bytes)).to.deep.equal(Array(10).fill(528));
    },
  ],
  [
    'a thousand notifications for each request',
    attributes((pdu, { link, count }) => {
      for (let n = 0; n < 1000 && count < 30; n++)
        link.link.send(attChannel, Buffer.from([att.notification, 1, 0, n & 255]));
      return notFound(pdu);
    }),
    ({ pushed }) => {
      expect(pushed).to.have.lengthOf(1);
      expect(pushed[0]).to.include({ state: 'unpaired', asked: false, characteristic: '0000' });
      expect(pushed[0]?.values).to.be.within(1, 10_000);
    },
  ],
  // Its size, its services, its characteristics, its handles, and each operation on two attributes.
  ...Array.from({ length: 20 }, (_, n) => n + 1).map(
    (n) =>
      [
        `the end of the link at PDU ${n}`,
        hangsUpAt(n),
        ({ tables }: BleGattObservation) => expect(tables.length).to.be.above(0),
      ] as const,
  ),
];

const agrees = Buffer.from([smp.pairingResponse, 3, 0, 9, 16, 0, 0]);
const pairings: readonly (readonly [what: string, serve: BadServe])[] = [
  ['a refusal', () => refusal],
  ['a refusal for a reason that does not exist', () => Buffer.from([smp.pairingFailed, 0])],
  ['a step that is not its turn', () => Buffer.concat([Buffer.from([smp.dhKeyCheck]), Buffer.alloc(16)])],
  [
    'agreement, and then noise',
    (pdu) => (pdu[0] === smp.pairingRequest ? agrees : Buffer.concat([Buffer.from([smp.publicKey]), noise(64, 101)])),
  ],
  ['agreement, and then the end', (pdu) => (pdu[0] === smp.pairingRequest ? agrees : 'hang-up')],
  ['its own request', () => Buffer.from([smp.pairingRequest, 3, 0, 9, 16, 0, 0])],
  [
    '200 requests for security, and then a refusal',
    (_pdu, { link }) => {
      for (let n = 0; n < 200; n++) link.link.send(smpChannel, Buffer.from([smp.securityRequest, 0xff]));
      return refusal;
    },
  ],
];

describe('the instruments for Bluetooth Low Energy meet a peripheral that gives', function () {
  this.timeout(60_000);

  for (const [what, serve, expected] of hostile)
    it(`${what}: attributes`, async function () {
      needs(this, ...airTools);
      expected(await gatherFrom({ kind: 'ble-gatt', probe }, serve));
    });

  for (const [what, serve] of pairings)
    it(`${what}: pairing`, async function () {
      needs(this, ...airTools);
      const { attempts } = await gatherFrom({ kind: 'ble-pairing', probe: pairing }, (pdu, where) =>
        where.channel === smpChannel ? serve(pdu, where) : undefined,
      );
      expect(attempts.length).to.be.above(10);
      expect(attempts.filter(({ outcome, encrypted }) => outcome === 'keys' || encrypted)).to.deep.equal([]);
    });
});
