import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { airTools, openAir, type Air } from '../../air/air.ts';
import { needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { decentClassic } from '../../reference-toy/bluetooth/classic-manners.ts';
import { switchClassicOn } from '../../reference-toy/bluetooth/classic-radio.ts';
import { Clock } from '../../reference-toy/bluetooth/clock.ts';
import { decentLe, type PairingManners } from '../../reference-toy/bluetooth/manners.ts';
import { Peripheral } from '../../reference-toy/bluetooth/peripheral.ts';
import { firstHeard } from '../shared/bluetooth/first-heard.fixture.ts';
import { ClassicHost } from '../shared/bluetooth/classic/classic-host.ts';
import { LeHost } from '../shared/bluetooth/low-energy.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import { initiatePairing, type PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import { observeCapture } from './observe-capture.ts';

const { folder, remove } = scratch();
let air: Air | undefined;
let files = 0;

/** One line for each packet that fits, with these fields, as tshark reads them. */
function tshark(path: string, filter: string, fields: readonly string[]): readonly (readonly string[])[] {
  const args = ['-r', path, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
  // At a file that is cut off it ends with an error, after it has said what was there.
  const { stdout: said } = spawnSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = said.split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t'));
}

function kept(recording: Recording, bytes = recording.bytes()): string {
  const path = join(folder, `${files++}.btsnoop`);
  writeFileSync(path, bytes);
  return path;
}

const observed = (path: string) =>
  observeCapture({ path, unit: 'unit-1', number: 1, addresses: [], signal: AbortSignal.timeout(60_000) });

interface Paired {
  readonly toy: Partial<PairingManners>;
  readonly phone: Partial<PairingWishes>;
}

/** The log of a phone that pairs with a bear. */
async function phoneLog({ toy: changed, phone }: Paired): Promise<Recording> {
  air ??= await openAir();
  const { passkey, ...open } = {
    passkey: 314_159,
    window: 'always',
    authenticatedOnly: false,
    secureOnly: false,
  } as const;
  const pairing = {
    ...decentLe.pairing,
    ...open,
    passkey,
    keySizeAtLeast: 7,
    confirms: 'by-itself' as const,
    ...changed,
  };
  const manners = { ...decentLe, address: { kind: 'static', rotationMinutes: undefined } as const, pairing };
  const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
  const toy = await Peripheral.open(air.le, { manners, unit, clock: new Clock() });
  const recording = new Recording();
  const host = await LeHost.open(air.le, { recording });
  try {
    const found = await firstHeard(host);
    const link = await host.connect(found, 5000);
    const wishes = { bonding: true, mitm: true, secureConnections: true, keySize: 16, ioCapability: 'keyboard-only' };
    await initiatePairing(host, link!, {
      ...wishes,
      passkey: () => Promise.resolve(passkey),
      ...phone,
    } as PairingWishes);
    await host.disconnect(link!);
    return recording;
  } finally {
    host.close();
    toy.close();
  }
}

const ios = ['display-only', 'display-yes-no', 'keyboard-only', 'no-input-no-output', 'keyboard-display'];
const fields = ['opcode', 'io_capability', 'mitm_flag', 'sc_flag', 'bonding_flags', 'max_enc_key_size'];
const dumb = { ioCapability: 'no-input-no-output', mitm: false } as const;

const pairings: readonly [what: string, Paired, method: string, protocol: string, keySize: number][] = [
  ['Just Works', { toy: { mitm: false }, phone: dumb }, 'just-works', 'secure-connections', 16],
  [
    'legacy Just Works',
    { toy: { mitm: false }, phone: { ...dumb, secureConnections: false } },
    'just-works',
    'legacy',
    16,
  ],
  ['a passkey', { toy: {}, phone: {} }, 'passkey', 'secure-connections', 16],
  ['a legacy passkey, short key', { toy: {}, phone: { secureConnections: false, keySize: 7 } }, 'passkey', 'legacy', 7],
  [
    'numbers to compare',
    { toy: { ioCapability: 'display-yes-no', keySize: 12 }, phone: { ioCapability: 'display-yes-no' } },
    ...(['numeric-comparison', 'secure-connections', 12] as const),
  ],
];

describe('logs of a phone, as tshark reads them', function () {
  this.timeout(120_000);
  before(function () {
    needs(this, ...airTools, 'tshark');
  });
  after(async () => {
    await air?.stop();
    remove();
  });

  for (const [what, paired, method, protocol, keySize] of pairings)
    it(`hold the same pairing, key and encryption: ${what}`, async () => {
      const path = kept(await phoneLog(paired));
      const { pairings: found, connections, captures } = await observed(path);
      expect(found).to.have.lengthOf(1);
      expect(found[0]).to.include({ method, protocol, keySize, outcome: 'keys', encryptedAfter: true });
      const sides = [found[0]?.request, found[0]?.response];
      const read = sides.map((side, at) => [
        `0x0${at + 1}`,
        `0x0${ios.indexOf(side?.ioCapability ?? '')}`,
        ...[side?.mitm, side?.secureConnections].map((flag) => String(Number(flag))),
        `0x0${Number(side?.bonding)}`,
        String(side?.keySize),
      ]);
      const features = tshark(
        path,
        'btsmp.opcode in {1,2}',
        fields.map((field) => `btsmp.${field}`),
      );
      expect(read.map(([...each]) => each.map((text) => text.toLowerCase()))).to.deep.equal(features);
      const encrypted = tshark(path, 'bthci_evt.code == 0x08', ['bthci_evt.status', 'bthci_evt.encryption_enable']);
      expect(encrypted).to.deep.equal([['0x00', '0x01']]);
      expect(connections.map(({ encryptions }) => encryptions)).to.deep.equal([encrypted.length]);
      expect(captures[0]).to.include({ format: 'btsnoop', complete: true });
      const [epoch = 0] = tshark(path, 'frame.number == 1', ['frame.time_epoch']).flat().map(Number);
      expect(Date.parse(captures[0]?.recordedAt ?? '') / 1000).to.equal(Math.floor(epoch));
      expect(captures[0]?.packets).to.equal(tshark(path, 'hci_h4', ['frame.number']).length);
      // Whoever has the recording has the passkey, by either protocol.
      const secret = found[0]?.secret?.value;
      expect(secret).to.equal(
        { 'just-works': protocol === 'legacy' ? '000000' : undefined, passkey: '314159' }[method],
      );
    });

  it('hold the same refusal, and no encryption', async () => {
    const path = kept(await phoneLog({ toy: { window: 0 }, phone: {} }));
    const { pairings: found, connections } = await observed(path);
    expect(found.map(({ outcome, failure, encryptedAfter }) => ({ outcome, failure, encryptedAfter }))).to.deep.equal([
      { outcome: 'failed', failure: 'pairing not supported', encryptedAfter: false },
    ]);
    expect(tshark(path, 'btsmp.opcode == 5', ['btsmp.reason'])).to.deep.equal([['0x05']]);
    expect(tshark(path, 'bthci_evt.code == 0x08', ['bthci_evt.status'])).to.deep.equal([]);
    expect(connections[0]).to.include({ encryptions: 0, encryptedPackets: 0 });
  });

  it('cut off anywhere never tell of a pairing that tshark does not see', async () => {
    const recording = await phoneLog({ toy: { mitm: false }, phone: { ...dumb, secureConnections: false } });
    const whole = recording.bytes();
    for (const part of [0.3, 0.5, 0.7, 0.8, 0.9, 0.97]) {
      const path = kept(recording, whole.subarray(0, Math.floor(whole.length * part)));
      const seen = await observed(path).catch(() => undefined);
      const randoms = tshark(path, 'btsmp.opcode == 4', ['btsmp.opcode']).length;
      const encrypted = tshark(path, 'bthci_evt.code == 0x08', ['bthci_evt.status']).length;
      const keys = seen?.pairings.filter(({ outcome }) => outcome === 'keys') ?? [];
      const encryptions = seen?.connections.map((each) => each.encryptions) ?? [];
      expect(keys.length, `${part}`).to.equal(randoms === 2 ? 1 : 0);
      expect(encryptions.filter((count) => count > 0).length, `${part}`).to.equal(encrypted);
    }
  });

  it('hold the same over Classic: capabilities, keys and encryption', async () => {
    air ??= await openAir();
    const recording = new Recording();
    const manners = {
      ...{ name: 'Phone', classOfDevice: 0x5a020c, simplePairing: true, ioCapability: 3, authentication: 2 },
      ...{ pairs: () => true, pin: () => undefined, accepts: () => true },
    };
    const always = { ...decentClassic, reachableAtRest: true, pairsWithoutAct: 'anybody' } as const;
    const toy = await switchClassicOn({ adapter: air.classic, manners: always, clockSpeed: 1 });
    const host = await ClassicHost.open(air.classic, { manners, recording });
    try {
      const paged = await host.page(toy.address);
      if (typeof paged === 'string' || !('link' in paged)) throw new Error('the bear did not answer');
      expect(await host.authenticate(paged.link)).to.include({ authenticated: true, encrypted: true });
      await host.disconnect(paged.link);
    } finally {
      host.close();
      toy.stop();
    }
    const path = kept(recording);
    const { pairings: found, connections } = await observed(path);
    expect(found[0]).to.include({ transport: 'classic', method: 'just-works', outcome: 'keys', encryptedAfter: true });
    const capability = ios.indexOf(found[0]?.response?.ioCapability ?? '');
    expect(tshark(path, 'bthci_evt.code == 0x32', ['bthci_evt.io_capability'])).to.deep.equal([[`0x0${capability}`]]);
    expect(tshark(path, 'bthci_evt.code == 0x18', ['bthci_evt.bd_addr'])).to.deep.equal([[toy.address.toLowerCase()]]);
    const encrypted = tshark(path, 'bthci_evt.code == 0x08', ['bthci_evt.encryption_enable']);
    expect(connections[0]).to.include({ peer: toy.address, encryptions: encrypted.length });
    expect(encrypted).to.deep.equal([['0x01']]);
  });
});
