import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from '../../development/peer.ts';
import { misfitOf } from '../../evidence/observation.ts';
import { legacyPackets, legacyToy } from './air-recording.fixture.ts';
import { btsnoopFile, pcapFile, type Written, type WrittenHci } from './capture-writer.fixture.ts';
import { observeCapture } from './observe-capture.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const toy = legacyToy;
const [phoneOnAir, toyOnAir] = ['0200105e0002', '0100105e0002'];

const event = (code: string, body: string): WrittenHci => {
  const octets = hex(body);
  return {
    sent: false,
    microseconds: 1.7e15,
    octets: Buffer.concat([hex(`04${code}`), Buffer.from([octets.length]), octets]),
  };
};
const command = (opcode: string, body: string): WrittenHci => {
  const octets = hex(body);
  return {
    sent: true,
    microseconds: 1.7e15,
    octets: Buffer.concat([hex(`01${opcode}`), Buffer.from([octets.length]), octets]),
  };
};

/** ACL data of a handle in pieces of so many octets. */
function acl(sent: boolean, pdu: Buffer, piece = 27): readonly WrittenHci[] {
  const pieces: WrittenHci[] = [];
  for (let at = 0; at < pdu.length; at += piece) {
    const octets = pdu.subarray(at, at + piece);
    const front = hex('0200000000');
    front.writeUInt16LE(0x0040 | (at > 0 ? 0x1000 : sent ? 0 : 0x2000), 1);
    front.writeUInt16LE(octets.length, 3);
    pieces.push({ sent, microseconds: 1.7e15 + at, octets: Buffer.concat([front, octets]) });
  }
  return pieces;
}

const l2cap = (channel: number, payload: Buffer) => {
  const front = Buffer.alloc(4);
  front.writeUInt16LE(payload.length, 0);
  front.writeUInt16LE(channel, 2);
  return Buffer.concat([front, payload]);
};

/** The recorded pairing, as the log of the phone would hold it. */
function phoneLog(piece = 27): readonly WrittenHci[] {
  const air = legacyPackets.filter(({ pdu }) => pdu.length > 6 && pdu.readUInt16LE(4) === 6);
  return [
    event('0e', `01 0910 00 ${phoneOnAir}`),
    event('3e', `01 00 4000 00 00 ${toyOnAir} 1800 0000 f401 00`),
    ...air.flatMap(({ pdu, fromCentral }) => acl(fromCentral, pdu.subarray(2), piece)),
    event('08', '00 4000 01'),
    ...acl(true, l2cap(4, hex('0a 2a00')), piece),
    ...acl(false, l2cap(4, hex('0b 504950')), piece),
    ...acl(true, l2cap(4, hex('12 2c00 01')), piece),
    ...acl(false, l2cap(4, hex('01 12 2c00 05')), piece),
    event('05', '00 4000 13'),
  ];
}

const { folder, remove } = scratch();
let files = 0;

async function observed(octets: Buffer, ...addresses: readonly string[]) {
  const path = join(folder, `${files++}`);
  writeFileSync(path, octets);
  const { signal } = new AbortController();
  const observation = await observeCapture({ path, unit: 'unit-1', number: 1, addresses, signal });
  expect(misfitOf('bluetooth-capture', observation)).to.equal(undefined);
  return observation;
}

const h4WithDirection = (packets: readonly WrittenHci[]): readonly Written[] =>
  packets.map(({ octets, sent, microseconds }) => ({
    microseconds,
    octets: Buffer.concat([Buffer.from([0, 0, 0, sent ? 0 : 1]), octets]),
  }));

const monitor = (packets: readonly WrittenHci[]): readonly Written[] =>
  packets.map(({ octets, sent, microseconds }) => {
    const opcode = octets[0] === 1 ? 2 : octets[0] === 4 ? 3 : sent ? 4 : 5;
    return { microseconds, octets: Buffer.concat([Buffer.from([0, 0, 0, opcode]), octets.subarray(1)]) };
  });

describe('logs between host and controller', () => {
  after(remove);

  const forms = {
    'btsnoop H4': () => btsnoopFile(phoneLog()),
    'btsnoop H4, in pieces of nine octets': () => btsnoopFile(phoneLog(9)),
    'pcap of H4 without direction': () => pcapFile(187, phoneLog()),
    'pcap of H4 with direction': () => pcapFile(201, h4WithDirection(phoneLog())),
    'pcap of the Linux monitor': () => pcapFile(254, monitor(phoneLog())),
  };
  for (const [form, write] of Object.entries(forms))
    it(`show the pairing, its proof and what was used under it: ${form}`, async () => {
      const { pairings, connections, attributes } = await observed(write(), toy);
      expect(pairings).to.have.lengthOf(1);
      expect(pairings[0]).to.deep.include({
        ...{ protocol: 'legacy', method: 'just-works', outcome: 'keys', keySize: 16, encryptedAfter: true },
        secret: { value: '000000', provedBy: 'confirm-value' },
      });
      expect(connections[0]).to.include({
        startSeen: true,
        peer: toy,
        encryptions: 1,
        encryptedPackets: 4,
      });
      expect(
        attributes.map(({ handle, operation, encrypted, times }) => ({ handle, operation, encrypted, times })),
      ).to.deep.equal([{ handle: 0x2a, operation: 'read', encrypted: true, times: 1 }]);
    });

  it('show pairings over Classic: by simple pairing, and by a PIN', async () => {
    const connected = event('03', `00 4100 ${toyOnAir} 01 00`);
    const { pairings, connections, channels } = await observed(
      btsnoopFile([
        connected,
        command('2b04', `${toyOnAir} 01 00 03`),
        event('32', `${toyOnAir} 03 00 02`),
        event('33', `${toyOnAir} 40e20100`),
        event('36', `00 ${toyOnAir}`),
        event('18', `${toyOnAir} ${'11'.repeat(16)} 04`),
        command('0d04', `${toyOnAir} 04 31323334${'00'.repeat(12)}`),
        event('18', `${toyOnAir} ${'22'.repeat(16)} 00`),
        event('08', '00 4100 01'),
        ...[
          { ...acl(true, l2cap(1, hex('02 05 0400 0300 4000')))[0]!, sent: true },
          { ...acl(false, l2cap(1, hex('03 05 0800 4100 4000 0000 0000')))[0]!, sent: false },
        ].map((packet) => {
          packet.octets.writeUInt16LE(0x41 | (packet.octets.readUInt16LE(1) & 0xf000), 1);
          return packet;
        }),
      ]),
      toy,
    );
    expect(pairings.map(({ protocol, method, outcome }) => ({ protocol, method, outcome }))).to.deep.equal([
      { protocol: 'simple-pairing', method: 'just-works', outcome: 'keys' },
      { protocol: 'pin', method: 'pin', outcome: 'keys' },
    ]);
    expect(pairings[0]?.request?.ioCapability).to.equal('display-yes-no');
    expect(pairings[0]?.response).to.deep.equal({
      ioCapability: 'no-input-no-output',
      oob: false,
      bonding: true,
      mitm: false,
    });
    expect(pairings[1]?.secret).to.deep.equal({ value: '1234', provedBy: 'recording' });
    expect(connections[0]).to.include({ transport: 'classic', encryptions: 1 });
    expect(channels).to.have.lengthOf(1);
    expect(channels[0]).to.include({ psm: 3, encrypted: true });
  });

  it('count what is said with other devices, and look no further', async () => {
    const other = event('3e', '01 00 4200 00 00 665544332211 1800 0000 f401 00');
    const { captures, connections } = await observed(btsnoopFile([other, ...phoneLog()]), toy);
    expect(captures[0]?.strangers).to.equal(1);
    expect(connections.map(({ peer }) => peer)).to.deep.equal([toy]);
  });

  it('without a pairing hold none', async () => {
    const { pairings, connections } = await observed(
      btsnoopFile(phoneLog().filter(({ octets }) => octets[0] === 4 || octets.readUInt16LE(7) !== 6)),
      toy,
    );
    expect(pairings).to.deep.equal([]);
    expect(connections[0]).to.include({ encryptions: 1 });
  });
});
