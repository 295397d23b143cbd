import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from '../../development/peer.ts';
import { misfitOf } from '../../evidence/observation.ts';
import {
  legacyCapture,
  legacyPackets,
  legacyToy,
  secureCapture,
  securePackets,
  secureToy,
} from './air-recording.fixture.ts';
import { bare, pcapFile, pcapngFile, wrapped } from './capture-writer.fixture.ts';
import { observeCapture } from './observe-capture.ts';

const { folder, remove } = scratch();
const { signal } = new AbortController();

let files = 0;

async function observed(octets: Buffer, ...addresses: readonly string[]) {
  const path = join(folder, `${files++}`);
  writeFileSync(path, octets);
  const observation = await observeCapture({ path, unit: 'unit-1', number: 1, addresses, signal });
  expect(misfitOf('bluetooth-capture', observation)).to.equal(undefined);
  return observation;
}

describe('recordings of Bluetooth', () => {
  after(remove);

  it('prove a legacy pairing by Just Works by the key that opens its traffic', async () => {
    const { captures, connections, pairings } = await observed(legacyCapture, legacyToy.toLowerCase());
    expect(captures[0]).to.include({
      ...{ format: 'pcap', packets: 675, damaged: 0, complete: true, strangers: 0 },
      recordedAt: '2025-03-03T09:30:00Z',
    });
    expect(captures[0]?.linkTypes).to.deep.equal(['PPI']);
    expect(connections).to.have.lengthOf(1);
    expect(connections[0]).to.include({ startSeen: true, plainPackets: 11, encryptedPackets: 7, encryptions: 1 });
    const [pairing, ...more] = pairings;
    expect(more).to.deep.equal([]);
    expect(pairing).to.deep.include({
      ...{ protocol: 'legacy', method: 'just-works', keySize: 16, outcome: 'keys', encryptedAfter: true },
      secret: { value: '000000', provedBy: 'confirm-value' },
      openedPackets: 7,
    });
    expect(pairing?.request).to.deep.include({ ioCapability: 'no-input-no-output', mitm: true, bonding: true });
    expect(pairing?.response).to.deep.include({ ioCapability: 'display-only', mitm: true, secureConnections: false });
  });

  it('show a pairing by Secure Connections, whose traffic stays shut', async () => {
    const { captures, connections, pairings, attributes } = await observed(secureCapture, secureToy);
    expect(captures[0]).to.include({ format: 'pcapng', packets: 308, damaged: 0, complete: true });
    expect(captures[0]).not.to.have.property('recordedAt');
    expect(captures[0]?.linkTypes).to.deep.equal(['BLUETOOTH_LE_LL_WITH_PHDR']);
    expect(connections[0]).to.include({ startSeen: true, plainPackets: 20, encryptedPackets: 9, encryptions: 1 });
    expect(pairings[0]).to.deep.include({
      ...{ protocol: 'secure-connections', method: 'just-works', outcome: 'keys', encryptedAfter: true },
      ...{ openedPackets: 0, debugKeys: [] },
    });
    expect(pairings[0]).not.to.have.property('secret');
    expect(pairings[0]?.response).to.deep.include({ ioCapability: 'no-input-no-output', mitm: false });
    expect(attributes.map(({ operation, encrypted }) => ({ operation, encrypted }))).to.deep.equal([
      { operation: 'read', encrypted: false },
    ]);
  });

  for (const [linkType, wrap] of Object.entries(wrapped))
    it(`say the same wrapped as link type ${linkType}, in pcap of both octet orders and in pcapng`, async () => {
      for (const [original, heard, address] of [
        [legacyCapture, legacyPackets, legacyToy],
        [secureCapture, securePackets, secureToy],
      ] as const) {
        const packets = heard.map((packet) => ({ ...packet, octets: wrap(packet) }));
        const { pairings: expected } = await observed(original, address);
        const forms = [
          pcapFile(Number(linkType), packets),
          pcapFile(Number(linkType), packets, 'BE'),
          pcapngFile(Number(linkType), packets),
        ];
        for (const octets of forms) {
          const { pairings, captures } = await observed(octets, address);
          expect(pairings).to.deep.equal(expected);
          expect(captures[0]).to.include({ packets: packets.length, complete: true });
        }
      }
    });

  it('count packets that were damaged on the air, and read none of them', async () => {
    const at = legacyPackets.findIndex(({ pdu }) => pdu.length > 6 && pdu.readUInt16LE(4) === 6);
    for (const damaged of [at, legacyPackets.length - 1]) {
      const packets = legacyPackets.map((packet, each) => ({
        ...packet,
        octets: bare(each === damaged ? { ...packet, crc: packet.crc ^ 0x100 } : packet),
      }));
      const { captures, pairings } = await observed(pcapFile(251, packets), legacyToy);
      // The last is an advertisement, whose sum nobody needs.
      expect(captures[0]).to.include({ packets: packets.length, damaged: damaged === at ? 1 : 0 });
      expect(pairings.map(({ secret }) => secret?.value)).to.deep.equal([damaged === at ? undefined : '000000']);
    }
  });

  it('find the unit where it alone is heard under an address that changes, and nobody else', async () => {
    expect((await observed(secureCapture, '02:00:5E:10:00:17')).pairings).to.have.lengthOf(1);
    const refusal = await observed(legacyCapture, '02:00:5E:10:00:17').catch((error: unknown) => error);
    expect(refusal).to.include({ reason: 'input-missing' });
    expect(String(refusal)).to.contain(legacyToy);
  });
});
