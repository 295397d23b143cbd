import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { att, attChannel, AttClient, word } from './att.ts';
import { readAttributeTable } from './attribute-table.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { initiatePairing, type PairingWishes } from './smp-initiator.ts';
import { smp } from './smp-pdu.ts';
import { smpChannel } from './smp-session.ts';

/** What a peripheral sends for one PDU, on the same channel; `hang-up` ends the link. */
type Answer = Uint8Array | 'hang-up' | undefined;
type Serve = (pdu: Buffer, link: LeLink) => Answer;

const notFound = ([code = 0]: Buffer) => Buffer.from([att.error, code, 1, 0, 0x0a]);
const refused =
  (error: number) =>
  ([code = 0]: Buffer) =>
    Buffer.from([att.error, code, 1, 0, error]);
const only =
  (code: number, serve: Serve): Serve =>
  (pdu, link) =>
    pdu[0] === code ? serve(pdu, link) : notFound(pdu);
const startOf = (pdu: Buffer) => pdu.readUInt16LE(1);
/** Entries of Find Information for so many handles, five at a time. */
const handlesTo = (last: number): Serve =>
  only(att.findInformation, (pdu) => {
    const start = startOf(pdu);
    if (start > last) return notFound(pdu);
    const entries = Array.from({ length: Math.min(5, last - start + 1) }, (_, n) =>
      Buffer.concat([word(start + n), word(0xf000 + (start % 7))]),
    );
    return Buffer.concat([Buffer.from([att.findInformation + 1, 1]), ...entries]);
  });
/** Serves as another until this PDU, counted from one, and then leaves. */
const leavesAt = (last: number, serve: Serve): Serve => {
  let count = 0;
  return (pdu, link) => (++count >= last ? 'hang-up' : serve(pdu, link));
};

const tables: readonly (readonly [what: string, serve: Serve, brokeOff: RegExp | undefined, attributes?: number])[] = [
  ['nothing at all', notFound, undefined, 0],
  ['500 attributes', handlesTo(500), undefined, 500],
  ['attributes without end', handlesTo(0xffff), /more than 4000 handles/],
  [
    'services without end',
    only(att.readByGroup, (pdu) => Buffer.from([0x11, 6, ...word(startOf(pdu)), ...word(startOf(pdu)), 0, 0x18])),
    /did not come to an end/,
  ],
  ['the same service again and again', () => Buffer.from([0x11, 6, 1, 0, 1, 0, 0, 0x18]), /not asked for/],
  ['a service that ends before it begins', () => Buffer.from([0x11, 6, 9, 0, 1, 0, 0, 0x18]), /not asked for/],
  ['an error for everything', refused(0x0e), /error 0x0e/],
  ['silence', () => undefined, /did not answer/],
  ['errors about what nobody asked', () => Buffer.from([att.error, att.write, 1, 0, 1]), /did not answer/],
  ['half an error', () => Buffer.from([att.error, att.readByGroup]), /malformed/],
  ['the answer to another question', () => Buffer.from([att.read + 1, 1]), /malformed/],
  ['entries of no octets', () => Buffer.from([0x11, 0]), /not asked for/],
  ['entries of a length that is none', () => Buffer.from([0x11, 7, 1, 0, 1, 0, 0, 0x18, 9]), /not asked for/],
  ['one octet', () => Buffer.from([0x11]), /not asked for/],
  ['a frame of 60,000 octets', () => Buffer.concat([Buffer.from([0x11, 6]), Buffer.alloc(60_000)]), /not asked for/],
  [
    'a frame that is longer than it says',
    (_pdu, { link }) => {
      link.sendRaw(Buffer.from([2, 0, 4, 0, 0x11, 6, 1, 0, 1, 0]));
      return undefined;
    },
    /did not answer/,
  ],
  [
    'a frame that is shorter than it says',
    (_pdu, { link }) => {
      link.sendRaw(Buffer.from([0xff, 0xff, 4, 0, 0x11, 6]));
      return undefined;
    },
    /did not answer/,
  ],
  [
    '300 indications before each answer',
    (pdu, { link }) => {
      if (pdu[0] === att.confirmation) return undefined;
      for (let n = 0; n < 300; n++) link.send(attChannel, Buffer.from([att.indication, 1, 0, n & 255]));
      return notFound(pdu);
    },
    undefined,
    0,
  ],
  ...[1, 2, 3, 4, 20].map((n) => [`the end at PDU ${n}`, leavesAt(n, handlesTo(500)), /the link ended/] as const),
];

const wishes: PairingWishes = {
  ...{ ioCapability: 'no-input-no-output', bonding: true, mitm: false, secureConnections: true, keySize: 16 },
};
const agrees = (auth: number) => Buffer.from([smp.pairingResponse, 3, 0, auth, 16, 3, 3]);
const secure = agrees(9);
const legacy = agrees(1);
/** Answers of a pairing by the code of what came; what is not named is met with silence. */
const pairs =
  (answers: Readonly<Record<number, Serve | Uint8Array>>): Serve =>
  (pdu, link) => {
    const answer = answers[pdu[0] ?? 0];
    return typeof answer === 'function' ? answer(pdu, link) : answer;
  };
const filled = (code: number, length: number) => Buffer.concat([Buffer.from([code]), Buffer.alloc(length, 7)]);

const pairings: readonly [what: string, serve: Serve, outcome: string, reason?: number][] = [
  ['a refusal', () => Buffer.from([smp.pairingFailed, 5]), 'refused', 5],
  ['a refusal for a reason that does not exist', () => Buffer.from([smp.pairingFailed, 255]), 'refused', 255],
  ['a step that is not its turn', () => filled(smp.dhKeyCheck, 16), 'given-up', 8],
  ['a public key that is no point', pairs({ 1: secure, 12: filled(smp.publicKey, 64) }), 'given-up', 0x0a],
  ['our own public key', pairs({ 1: secure, 12: (pdu) => pdu }), 'given-up', 0x0a],
  ['a public key of zeros', pairs({ 1: secure, 12: Buffer.concat([Buffer.from([12]), Buffer.alloc(64)]) }), 'given-up'],
  ['a confirm value that does not hold', pairs({ 1: legacy, 3: filled(3, 16), 4: filled(4, 16) }), 'given-up', 4],
  [
    'key presses without end',
    (_pdu, { link }) => {
      for (let n = 0; n < 200; n++) link.send(smpChannel, Buffer.from([smp.keypressNotification, 1]));
      return undefined;
    },
    'given-up',
    8,
  ],
  [
    'a response that is too short, which is none, and then a refusal',
    (_pdu, { link }) => {
      link.send(smpChannel, secure.subarray(0, 5));
      return Buffer.from([smp.pairingFailed, 3]);
    },
    'refused',
    3,
  ],
  ['the end at the first step', () => 'hang-up', 'disconnected'],
  ['the end at the public key', pairs({ 1: secure, 12: () => 'hang-up' }), 'disconnected'],
  ['the end at the confirm value', pairs({ 1: legacy, 3: () => 'hang-up' }), 'disconnected'],
  ['the end at the random value', pairs({ 1: legacy, 3: filled(3, 16), 4: () => 'hang-up' }), 'disconnected'],
];

describe('a peripheral that answers as none should', function () {
  this.timeout(60_000);
  const air = airOfSuite();

  /** Connects to a peripheral that serves one channel in this way; the peripheral's own security knows no key. */
  async function against<T>(
    [channel, serve]: readonly [number, Serve],
    look: (host: LeHost, link: LeLink) => Promise<T>,
  ) {
    const toy = await LeHost.open(air().le);
    const host = await LeHost.open(air().le);
    try {
      toy.onLink = (made) => {
        made.link.on('frame', (heard, pdu) => {
          const answer = heard === channel ? serve(pdu, made) : undefined;
          if (answer === 'hang-up') void toy.disconnect(made).catch(() => undefined);
          else if (answer !== undefined) made.link.send(channel, answer);
        });
      };
      await toy.advertise({ data: Buffer.from([2, 1, 6]), connectable: true, interval: 30 });
      const found = await firstHeard(host);
      const link = await host.connect(found, 5000);
      return await look(host, link!);
    } finally {
      host.close();
      toy.close();
    }
  }

  for (const [what, serve, brokeOff, count] of tables)
    it(`tells of attributes: ${what}`, () =>
      against([attChannel, serve], async (_host, { link }) => {
        const table = await readAttributeTable(new AttClient(link), AbortSignal.timeout(45_000));
        if (brokeOff === undefined) expect(table.brokeOff).to.equal(undefined);
        else expect(table.brokeOff).to.match(brokeOff);
        if (count !== undefined) expect(table.attributes).to.have.lengthOf(count);
      }));

  const sizes: readonly (readonly [what: string, answer: readonly number[], mtu: number])[] = [
    ['nothing', [], 23],
    ['one octet', [200], 23],
    ['zero', [0, 0], 23],
    ['less than the least', [22, 0], 23],
    ['more than was asked for', [0xff, 0xff], 247],
    ['two sizes', [100, 0, 200, 0], 23],
  ];
  for (const [what, answer, mtu] of sizes)
    it(`plays with the size of PDUs: ${what}`, () =>
      against([attChannel, ([code]) => Buffer.from([(code ?? 0) + 1, ...answer])], async (_host, { link }) => {
        const client = new AttClient(link);
        await client.agreeMtu();
        expect(client.mtu).to.equal(mtu);
      }));

  for (const [what, serve, outcome, reason] of pairings)
    it(`pairs: ${what}`, () =>
      against([smpChannel, serve], async (host, link) => {
        const result = await initiatePairing(host, link, wishes);
        expect(result.outcome).to.equal(outcome);
        if (reason !== undefined) expect(result).to.have.property('reason', reason);
      }));
});
