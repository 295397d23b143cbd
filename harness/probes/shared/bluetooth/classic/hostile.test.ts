import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { airTools } from '../../../../air/air.ts';
import { onAir, withAir } from '../../../../air/air.fixture.ts';
import { needs } from '../../../../development/needs.ts';
import { ClassicHost, type HostManners } from './classic-host.ts';
import { element, NotAnElement, readElement } from './data-element.ts';
import { L2cap, words, type Channel } from './l2cap.ts';
import { frameOf, readFrame } from './rfcomm-frame.ts';
import { RfcommClient } from './rfcomm.ts';
import { browse } from './sdp.ts';

const manners: HostManners = {
  ...{ name: 'Host', classOfDevice: 0x240404, simplePairing: true, ioCapability: 3, authentication: 0 },
  ...{ pairs: () => true, pin: () => undefined, accepts: () => true },
};

/** A laboratory that is connected to a device which serves every protocol in one way. */
const against = <T>(serve: (channel: Channel) => void, look: (channels: L2cap) => Promise<T>): Promise<T> =>
  withAir(async (air, ends) => {
    const device = ends(await ClassicHost.open(air.classic, { manners }));
    const laboratory = ends(await ClassicHost.open(air.classic, { manners }));
    await device.scan({ discoverable: true, connectable: true });
    device.onLink = ({ link }) => new L2cap(link, () => serve);
    const paged = await laboratory.page(device.address);
    if (typeof paged !== 'object' || !('link' in paged)) throw new Error('not connected');
    return await look(new L2cap(paged.link.link));
  });

const milliseconds = 200;

async function browsed(serve: (channel: Channel) => void, patience = milliseconds) {
  return against(serve, async (channels) => {
    const opened = await channels.connect(1, 1000);
    if (typeof opened !== 'object' || !('channel' in opened)) throw new Error('no channel');
    return browse(opened.channel, { uuid: '0100', milliseconds: patience });
  });
}

/** Answers each question with these octets after the transaction's number. */
const always = (answer: (transaction: Buffer) => Buffer) => (channel: Channel) => {
  channel.on('data', (asked) => channel.send(answer(asked.subarray(1, 3))));
};

const answer = (transaction: Buffer, body: Buffer) =>
  Buffer.concat([Buffer.from([7]), transaction, Buffer.from([body.length >> 8, body.length & 255]), body]);

describe('a device that answers as none should', function () {
  this.timeout(60_000);

  const records: readonly [string, (channel: Channel) => void, RegExp][] = [
    ['nothing', () => undefined, /did not answer/],
    ['an error', always((id) => Buffer.from([1, ...id, 0, 2, 0, 3])), /error 3/],
    ['a list without end', always((id) => answer(id, Buffer.from([0, 2, 0x35, 0, 1, 9]))), /never end/],
    ['lengths that lie', always((id) => answer(id, Buffer.from([0xff, 0xff, 0x35]))), /malformed/],
    ['a record that claims more', always((id) => answer(id, Buffer.from([0, 3, 0x35, 0x7f, 0x08, 0]))), /malformed/],
    ['one octet', always(() => Buffer.from([7])), /did not answer/],
  ];
  for (const [what, serve, problem] of records)
    it(`gives service records: ${what}`, async function () {
      needs(this, ...airTools);
      // Of three hundred answers none may come too late, however busy the machine is.
      const patience = problem.test('the device did not answer') ? milliseconds : 10_000;
      const { complete, problem: told, records: found } = await browsed(serve, patience);
      expect(complete).to.equal(false);
      expect(told).to.match(problem);
      expect(found).to.deep.equal([]);
    });

  it('hangs up at the first octet', async function () {
    needs(this, ...airTools);
    const outcome = await against(
      (channel) => channel.on('data', () => channel.emit('close')),
      async (channels) => {
        const opened = await channels.connect(3, 1000);
        if (typeof opened !== 'object' || !('channel' in opened)) throw new Error('no channel');
        const client = new RfcommClient(opened.channel);
        channels.close(opened.channel);
        return client.start(milliseconds);
      },
    );
    expect(outcome).to.equal(undefined);
  });

  it('speaks nonsense on the protocol of serial channels', async function () {
    needs(this, ...airTools);
    const nonsense = [
      Buffer.alloc(0),
      Buffer.from([3]),
      Buffer.from([3, 0x73, 0xff, 0xff, 0]),
      Buffer.alloc(600, 0xff),
    ];
    const outcome = await against(
      (channel) => channel.on('data', () => nonsense.forEach((octets) => channel.send(octets))),
      async (channels) => {
        const opened = await channels.connect(3, 1000);
        if (typeof opened !== 'object' || !('channel' in opened)) throw new Error('no channel');
        return new RfcommClient(opened.channel).start(milliseconds);
      },
    );
    expect(outcome).to.equal(undefined);
  });

  it(
    'sends signals of any octets, and still gets an answer',
    onAir(async (air, ends) => {
      const device = ends(await ClassicHost.open(air.classic, { manners }));
      const laboratory = ends(await ClassicHost.open(air.classic, { manners }));
      await device.scan({ discoverable: true, connectable: true });
      const links: L2cap[] = [];
      device.onLink = ({ link }) => links.push(new L2cap(link));
      const paged = await laboratory.page(device.address);
      if (typeof paged !== 'object' || !('link' in paged)) throw new Error('not connected');
      const channels = new L2cap(paged.link.link);
      for (const octets of fc.sample(fc.uint8Array({ maxLength: 60 }), 300)) links[0]?.link.send(1, octets);
      for (let code = 0; code < 256; code++) links[0]?.link.send(1, Buffer.from([code, 1, 4, 0, 1, 0, 0x40, 0]));
      links[0]?.link.sendRaw(Buffer.concat([words(4, 1), Buffer.alloc(900)]));
      expect(await channels.connect(0x1001, 2000)).to.deep.equal({ refused: 2 });
    }),
  );
});

describe('the readers of Classic', () => {
  it('read what they write', () => {
    const written = element.sequence(element.number(0x1234), element.uuid('110b'), element.text('Pip'));
    expect(readElement(written)).to.deep.equal({
      kind: 'sequence',
      value: [
        { kind: 'number', value: 0x1234 },
        { kind: 'uuid', value: '110b' },
        { kind: 'text', value: Buffer.from('Pip') },
      ],
    });
    fc.assert(
      fc.property(fc.nat({ max: 63 }), fc.uint8Array({ maxLength: 1000 }), (dlci, data) => {
        expect(readFrame(frameOf((dlci << 2) | 3, 0xef, data))).to.deep.equal({
          ...{ dlci, control: 0xef, data: Buffer.from(data) },
        });
      }),
    );
  });

  it('give the check sequence of a SABM for the first channel', () => {
    expect(frameOf(0x03, 0x3f).toString('hex')).to.equal('033f011c');
  });

  it('refuse or read any octets, and depth and number are bounded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
        try {
          readElement(Buffer.from(octets));
        } catch (error) {
          expect(error).to.be.instanceOf(NotAnElement);
        }
        readFrame(Buffer.from(octets));
      }),
      { numRuns: 2000 },
    );
    for (const octets of ['0d00', '1500', '2d00', '1d00', '18ff', '1d03010203'])
      expect(() => readElement(Buffer.from(octets, 'hex')), octets).to.throw(NotAnElement);
    let deep = element.number(1);
    for (let depth = 0; depth < 20; depth++) deep = element.sequence(deep);
    expect(() => readElement(deep)).to.throw(NotAnElement, 'deep');
    expect(() => readElement(element.sequence(...Array<Buffer>(6000).fill(element.number(1))))).to.throw(NotAnElement);
  });
});
