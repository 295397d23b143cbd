import { once } from 'node:events';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import { peerUuid } from '../../../development/ble-host-peer.ts';
import { startBleHost, type BleHostPeer } from '../../../development/start-ble-host.ts';
import { scratch } from '../../../development/peer.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { att, AttClient, word, type Answer } from './att.ts';
import { readAttributeTable } from './attribute-table.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { initiatePairing, type PairingResult, type PairingWishes } from './smp-initiator.ts';

const { folder, remove } = scratch();

const justWorks: PairingWishes = {
  ...{ ioCapability: 'no-input-no-output', bonding: true, mitm: false },
  ...{ secureConnections: true, keySize: 16 },
};

describe('the Low Energy host', function () {
  this.timeout(30_000);
  const running: BleHostPeer[] = [];
  after(() => {
    for (const { process: child } of running) child.kill();
    remove();
  });
  const air = airOfSuite();

  /** Finds the stranger, connects, and gives the link to the test. */
  async function meet(wishes: object, use: (host: LeHost, link: LeLink, stranger: BleHostPeer) => Promise<void>) {
    const stranger = await startBleHost(air(), folder, wishes);
    running.push(stranger);
    const host = await LeHost.open(air().le);
    try {
      const found = await firstHeard(host);
      const link = await host.connect(found, 5000);
      expect(link, 'connected').not.to.be.undefined;
      await use(host, link!, stranger);
    } finally {
      host.close();
      stranger.process.kill();
      await once(stranger.process, 'exit');
    }
  }

  const read = async (client: AttClient, uuid: string): Promise<string> => {
    const { attributes } = await readAttributeTable(client, AbortSignal.timeout(5000));
    const handle = attributes.find((each) => each.uuid === uuid)?.handle ?? 0;
    return told(await client.request(att.read, word(handle)));
  };
  const told = (answer: Answer) =>
    answer.kind === 'response'
      ? answer.value.toString()
      : answer.kind === 'error'
        ? `error ${answer.code}`
        : answer.kind;
  const after_ = async (host: LeHost, link: LeLink, wishes: PairingWishes) => {
    const client = new AttClient(link.link);
    const uuids = [2, 3, 4].map((n) => peerUuid(n).slice(4, 8));
    const before = [];
    for (const uuid of uuids) before.push(await read(client, uuid));
    const result = await initiatePairing(host, link, wishes);
    const opened = [];
    for (const uuid of uuids) opened.push(await read(client, uuid));
    return { before, result, opened };
  };
  const bondOf = (result: PairingResult) => (result.outcome === 'paired' ? result.bond : undefined);

  it('reads the whole attribute table of an unrelated stack', () =>
    meet({}, async (_host, { link }) => {
      const client = new AttClient(link);
      await client.agreeMtu();
      const table = await readAttributeTable(client, AbortSignal.timeout(5000));
      expect(table.brokeOff).to.be.undefined;
      const values = table.attributes.filter(({ kind }) => kind === 'value').map(({ uuid }) => uuid);
      expect(values).to.include.members(['2a00', 'fee1', 'fee2', 'fee3', 'fee4', 'fee5']);
      expect(table.attributes.find(({ uuid }) => uuid === 'fee1')).to.include({ service: 'feed', kind: 'value' });
      const cccd = table.attributes.find(({ uuid, characteristic }) => uuid === '2902' && characteristic === 'fee5');
      expect(cccd).to.include({ kind: 'descriptor' });
    }));

  it('pairs by Just Works with Secure Connections, which opens what asks for encryption alone', () =>
    meet({}, async (host, link) => {
      const { before, result, opened } = await after_(host, link, justWorks);
      expect(before).to.deep.equal(['error 5', 'error 5', 'error 5']);
      expect(bondOf(result)).to.include({ secureConnections: true, method: 'just-works', keySize: 16 });
      expect(opened).to.deep.equal(['e', 'error 5', 'error 5']);
    }));

  it('pairs by legacy Just Works, also with a short key', () =>
    meet({}, async (host, link) => {
      const { result, opened } = await after_(host, link, { ...justWorks, secureConnections: false, keySize: 7 });
      expect(bondOf(result)).to.include({ secureConnections: false, keySize: 7 });
      expect(opened[0]).to.equal('e');
    }));

  it('types in the passkey that the other shows, by Secure Connections and by legacy pairing', async () => {
    const typing = { ...justWorks, ioCapability: 'keyboard-only', mitm: true } as const;
    await meet({ passkey: 1 }, async (host, link, { passkey }) => {
      const { result, opened } = await after_(host, link, { ...typing, passkey });
      expect(bondOf(result)).to.include({ secureConnections: true, method: 'passkey' });
      expect(opened).to.deep.equal(['e', 'm', 's']);
    });
    await meet({ passkey: 1 }, async (host, link, { passkey }) => {
      const { result, opened } = await after_(host, link, { ...typing, secureConnections: false, passkey });
      expect(bondOf(result)).to.include({ secureConnections: false, method: 'passkey' });
      expect(opened).to.deep.equal(['e', 'm', 'error 5']);
    });
  });

  it('is refused with a wrong passkey, and where the other takes no pairing', async () => {
    await meet({ passkey: 1 }, async (host, link, { passkey }) => {
      const wrong = async () => ((await passkey()) + 1) % 1_000_000;
      const wishes = { ...justWorks, ioCapability: 'keyboard-only', mitm: true, passkey: wrong } as const;
      expect(await initiatePairing(host, link, wishes)).to.deep.equal({ outcome: 'refused', reason: 4 });
    });
    await meet({ reject: true }, async (host, link) => {
      expect(await initiatePairing(host, link, justWorks)).to.deep.equal({ outcome: 'refused', reason: 5 });
    });
  });

  it('is known again by the key of an earlier pairing', () =>
    meet({}, async (host, link) => {
      const bond = bondOf(await initiatePairing(host, link, justWorks))!;
      await host.disconnect(link);
      const again = await host.connect(link.peer, 5000);
      expect(await host.encrypt(again!, bond.key)).to.equal(0);
      expect(await read(new AttClient(again!.link), 'fee2')).to.equal('e');
    }));
});
