import { once } from 'node:events';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import type { PeerWishes } from '../../../development/ble-host-peer.ts';
import { scratch } from '../../../development/peer.ts';
import { startBleHost, type BleHostPeer } from '../../../development/start-ble-host.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { pairAndRead } from './pairing-exchange.ts';
import type { PairingWishes } from './smp-initiator.ts';

const { folder, remove } = scratch();
const confirming: PairingWishes = {
  ...{ ioCapability: 'display-yes-no', bonding: true, mitm: true, secureConnections: true, keySize: 16 },
};
const displaying: PairingWishes = { ...confirming, ioCapability: 'display-only' };

describe('pairing with a stack that is not ours', function () {
  this.timeout(60_000);
  const air = airOfSuite();
  after(remove);

  type Use = (host: LeHost, link: LeLink, peer: BleHostPeer) => Promise<void>;
  async function meet(wishes: PeerWishes, use: Use): Promise<void> {
    const peer = await startBleHost(air(), folder, wishes);
    const host = await LeHost.open(air().le);
    try {
      const found = await firstHeard(host);
      const link = await host.connect(found, 5000);
      expect(link, 'connected').not.to.be.undefined;
      await use(host, link!, peer);
    } finally {
      host.close();
      peer.process.kill();
      await once(peer.process, 'exit');
    }
  }

  it('compares numbers, which are the same on both sides', () =>
    meet({ ioCap: 1, says: 'equal' }, async (host, link, peer) => {
      const seen: number[] = [];
      const confirm = async (number: number) => {
        seen.push(number, await peer.passkey());
        return true;
      };
      const { exchange, encrypted, bond } = await pairAndRead(host, link, { ...confirming, confirm });
      expect(exchange).to.include({ method: 'numeric-comparison', protocol: 'secure-connections', outcome: 'keys' });
      expect(encrypted).to.be.true;
      expect(bond).to.include({ method: 'numeric-comparison', keySize: 16 });
      expect(seen).to.have.lengthOf(2);
      expect(seen[0]).to.equal(seen[1]).and.be.below(1_000_000);
    }));

  it('ends where either side says that the numbers differ', async () => {
    await meet({ ioCap: 1, says: 'different' }, async (host, link) => {
      const { exchange, encrypted } = await pairAndRead(host, link, confirming);
      expect(exchange).to.include({ outcome: 'failed', failure: 'numeric comparison failed', failedBy: 'responder' });
      expect(encrypted).to.be.false;
    });
    await meet({ ioCap: 1, says: 'equal' }, async (host, link) => {
      const wishes = { ...confirming, confirm: () => Promise.resolve(false) };
      const { exchange, encrypted } = await pairAndRead(host, link, wishes);
      expect(exchange).to.include({ outcome: 'failed', failure: 'numeric comparison failed', failedBy: 'initiator' });
      expect(encrypted).to.be.false;
    });
  });

  it('shows a passkey that is typed in at the other side, by Secure Connections and by legacy pairing', async () => {
    const passkey = () => Promise.resolve(271_828);
    for (const secureConnections of [true, false])
      await meet({ ioCap: 2, types: 271_828 }, async (host, link) => {
        const { exchange, encrypted } = await pairAndRead(host, link, { ...displaying, secureConnections, passkey });
        expect(exchange).to.include({ method: 'passkey', outcome: 'keys' });
        expect(exchange?.protocol).to.equal(secureConnections ? 'secure-connections' : 'legacy');
        expect(encrypted).to.be.true;
      });
    await meet({ ioCap: 2, types: 314_159 }, async (host, link) => {
      const { exchange, encrypted } = await pairAndRead(host, link, { ...displaying, passkey });
      expect(exchange).to.include({ outcome: 'failed' });
      expect(encrypted).to.be.false;
    });
  });

  it('agrees on the shorter of two keys, down to seven octets', async () => {
    for (const [ours, theirs] of [
      [16, 7],
      [7, 16],
      [11, 9],
    ] as const)
      await meet({ maxKeySize: theirs }, async (host, link) => {
        const wishes = { ...confirming, ioCapability: 'no-input-no-output', mitm: false, keySize: ours } as const;
        const { exchange, encrypted } = await pairAndRead(host, link, wishes);
        expect(exchange).to.include({ keySize: Math.min(ours, theirs), outcome: 'keys' });
        expect(encrypted, `${ours} and ${theirs}`).to.be.true;
      });
  });
});
