import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from '../../development/peer.ts';
import { misfitOf } from '../../evidence/observation.ts';
import { airPackets, legacyCapture, pcapFile, pcapngFile, secureCapture, wrapped } from './capture-writer.fixture.ts';
import { observeCapture } from './observe-capture.ts';

const { folder, remove } = scratch();
const { signal } = new AbortController();

async function observed(path: string, ...addresses: readonly string[]) {
  const observation = await observeCapture({ path, unit: 'unit-1', number: 1, addresses, signal });
  expect(misfitOf('bluetooth-capture', observation)).to.equal(undefined);
  return observation;
}

function written(name: string, octets: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, octets);
  return path;
}

describe('recordings of Bluetooth', () => {
  after(remove);

  it('prove a legacy pairing by Just Works by the key that opens its traffic', async () => {
    const { captures, connections, pairings } = await observed(legacyCapture, '78:c5:e5:6e:dd:e8');
    expect(captures[0]).to.include({ format: 'pcap', packets: 713, damaged: 0, complete: true, strangers: 0 });
    expect(captures[0]?.linkTypes).to.deep.equal(['PPI']);
    expect(connections).to.have.lengthOf(1);
    expect(connections[0]).to.include({ startSeen: true, plainPackets: 6, encryptedPackets: 3, encryptions: 1 });
    const [pairing, ...more] = pairings;
    expect(more).to.deep.equal([]);
    expect(pairing).to.deep.include({
      ...{ protocol: 'legacy', method: 'just-works', keySize: 16, outcome: 'keys', encryptedAfter: true },
      secret: { value: '000000', provedBy: 'confirm-value' },
      openedPackets: 3,
    });
    expect(pairing?.request).to.deep.include({ ioCapability: 'no-input-no-output', mitm: true, bonding: true });
    expect(pairing?.response).to.deep.include({ ioCapability: 'display-only', mitm: true, secureConnections: false });
  });

  it('show a pairing by Secure Connections, whose traffic stays shut', async () => {
    const { captures, pairings, attributes } = await observed(secureCapture, '7D:43:82:42:23:16');
    expect(captures[0]?.linkTypes).to.deep.equal(['BLUETOOTH_LE_LL_WITH_PHDR']);
    expect(pairings[0]).to.deep.include({
      ...{ protocol: 'secure-connections', method: 'just-works', outcome: 'keys', encryptedAfter: true },
      ...{ openedPackets: 0, debugKeys: [] },
    });
    expect(pairings[0]).not.to.have.property('secret');
    expect(pairings[0]?.response).to.deep.include({ ioCapability: 'keyboard-display', mitm: false });
    expect(attributes.map(({ operation, encrypted }) => ({ operation, encrypted }))).to.deep.equal([
      { operation: 'read', encrypted: false },
    ]);
  });

  for (const [linkType, wrap] of Object.entries(wrapped))
    it(`say the same wrapped as link type ${linkType}, in pcap of both octet orders and in pcapng`, async () => {
      for (const [original, address] of [
        [legacyCapture, '78:C5:E5:6E:DD:E8'],
        [secureCapture, '7D:43:82:42:23:16'],
      ] as const) {
        const packets = airPackets(original).map((packet) => ({ ...packet, octets: wrap(packet) }));
        const { pairings: expected } = await observed(original, address);
        const files = [
          pcapFile(Number(linkType), packets),
          pcapFile(Number(linkType), packets, 'BE'),
          pcapngFile(Number(linkType), packets),
        ];
        for (const [at, octets] of files.entries()) {
          const { pairings, captures } = await observed(written(`${linkType}-${at}`, octets), address);
          expect(pairings).to.deep.equal(expected);
          expect(captures[0]).to.include({ packets: packets.length, complete: true });
        }
      }
    });

  it('find the unit where it alone is heard under an address that changes, and nobody else', async () => {
    expect((await observed(secureCapture, '02:00:5E:10:00:17')).pairings).to.have.lengthOf(1);
    const refusal = await observed(legacyCapture, '02:00:5E:10:00:17').catch((error: unknown) => error);
    expect(refusal).to.include({ reason: 'input-missing' });
    expect(String(refusal)).to.contain('78:C5:E5:6E:DD:E8');
  });
});
