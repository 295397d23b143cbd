import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airTools, openAir } from '../../air/air.ts';
import { needs } from '../../development/needs.ts';
import { observingOf } from '../../development/observing.ts';
import { scratch } from '../../development/peer.ts';
import { misfitOf } from '../../evidence/observation.ts';
import { classicServices, decentClassic, type ClassicManners } from '../../reference-toy/bluetooth/classic-manners.ts';
import { switchClassicOn } from '../../reference-toy/bluetooth/classic-radio.ts';
import { lendHands } from '../../reference-toy/bluetooth/hands.ts';
import { followCapture } from '../bluetooth-capture/followed-capture.ts';
import { probe } from './probe.ts';

const { folder, remove } = scratch();
const clockSpeed = 60;
let count = 0;

/** What the instrument observes of a toy with these manners, over emulated controllers. */
async function observed(changes: Partial<ClassicManners> = {}, otherAddresses: readonly string[] = []) {
  const air = await openAir();
  const [hands, exchange] = ['hands', 'exchange'].map((name) => join(folder, `${name}-${count}`)) as [string, string];
  count++;
  const toy = await switchClassicOn({ adapter: air.classic, manners: { ...decentClassic, ...changes }, clockSpeed });
  const takeAway = await lendHands(hands, new Map([['unit-1', [toy]]]));
  try {
    const given = observingOf({ ixit: {} });
    const units = [{ id: 'unit-1', radioAddresses: [...otherAddresses, toy.address] }];
    const observing = {
      ...given,
      declaration: { ...given.declaration, product: { ...given.declaration.product, units } },
      bench: { ...given.bench, bluetooth: { classic: air.classic, hands: `unix:${hands}`, clockSpeed } },
      attach: (bytes: Uint8Array) => {
        writeFileSync(exchange, bytes);
        return `sha256:${'0'.repeat(64)}`;
      },
    } as unknown as typeof given;
    const [target] = probe.targets({ declaration: observing.declaration, testCases: [], parameters: {} });
    const observation = await probe.observe(target!, observing);
    expect(misfitOf('bluetooth-classic', observation)).to.equal(undefined);
    return { ...observation, exchange, address: toy.address };
  } finally {
    takeAway();
    toy.stop();
    await air.stop();
  }
}

type Seen = Awaited<ReturnType<typeof observed>>;

const outcomes = ({ pairings }: Seen, state: string) =>
  pairings.filter((row) => row.state === state).map(({ way, pin, outcome }) => `${pin ?? way} ${outcome}`);

const opened = ({ channels }: Seen, host: string) =>
  channels.filter((row) => row.host === host && row.result === 'opened').map(({ kind, number }) => `${kind} ${number}`);

const all = (outcome: string) => ['simple-pairing', '0000', '1111', '1234', '8888'].map((what) => `${what} ${outcome}`);

describe('Bluetooth Classic', function () {
  this.timeout(120_000);
  after(remove);

  it('of a decent toy: nothing at rest, everything for its owner, nothing beside the owner', async function () {
    needs(this, ...airTools);
    const seen = await observed();
    expect(seen.units[0]).to.include({ emulated: true, actDone: true, address: seen.address });
    expect(seen.units[0]?.notTested).to.include('connections for sound');
    expect(seen.inquiries.map(({ state, kind, answered }) => `${state} ${kind} ${answered}`)).to.deep.equal([
      ...['normal general false', 'normal limited false', 'bonded general false', 'bonded limited false'],
    ]);
    expect(seen.discoveries[0]?.answers).to.be.above(0);
    expect(seen.discoveries[0]?.lastSeconds).to.be.below(110);
    expect(seen.discoveries[0]?.listenedSeconds).to.be.above(190);
    for (const state of ['normal', 'after-window', 'after-restart'])
      expect(outcomes(seen, state), state).to.deep.equal(all('not-connected'));
    expect(outcomes(seen, 'window')).to.deep.equal(['simple-pairing keys']);
    expect(outcomes(seen, 'bonded')).to.deep.equal(['simple-pairing refused']);
    expect(opened(seen, 'stranger')).to.deep.equal([]);
    expect(opened(seen, 'owner')).to.deep.equal(['serial 7', 'protocol 25']);
    expect(seen.browsings).to.deep.include({ id: 'unit-1/owner', unit: 'unit-1', host: 'owner', complete: true });
    expect(seen.records.map(({ classes }) => classes)).to.deep.equal([['111e', '1203'], ['110b']]);
    expect(seen.bonds[0]).to.include({ strangerKeys: false, ownerBefore: true, ownerAfter: true });
    expect(seen.calls[0]).to.include({ channel: 7, seconds: 60, connected: true, accepted: false });

    // The exchange that it keeps shows the same to the reader of captures.
    const followed = await followCapture({ path: seen.exchange, signal: new AbortController().signal });
    const found = followed.classic.filter(({ address }) => address === seen.address);
    expect(found.map(({ outcome }) => outcome)).to.deep.equal(['keys', 'failed']);
    expect(found[0]?.remote?.ioCapability).to.equal('no-input-no-output');
  });

  it('of a doll that lets everybody in: found, paired, heard and answering, without an act', async function () {
    needs(this, ...airTools);
    const services = classicServices.map((service) => ({ ...service, opens: 'anybody' as const }));
    const changes = { reachableAtRest: true, pairsWithoutAct: 'anybody', pin: '1234', answersCalls: true } as const;
    const seen = await observed({ ...changes, services });
    expect(seen.inquiries.every(({ answered }) => answered)).to.equal(true);
    expect(outcomes(seen, 'normal')).to.deep.equal([
      ...['simple-pairing keys', '0000 refused', '1111 refused', '1234 keys', '8888 refused'],
    ]);
    expect(seen.pairings[0]).to.include({ method: 'just-works', protocol: 'simple-pairing' });
    expect(new Set(opened(seen, 'stranger'))).to.deep.equal(new Set(['serial 7', 'protocol 25']));
    expect(seen.channels.find(({ kind, number }) => kind === 'serial' && number === 7)).to.include({ paired: false });
    expect(seen.calls[0]).to.include({ host: 'stranger', accepted: true, after: 'ATA' });
    expect(seen.bonds[0]).to.include({ strangerKeys: true });
  });

  it('of a toy whose window stays open, and that a hidden serial port gives away', async function () {
    needs(this, ...airTools);
    const hidden = { classes: ['1101'], name: 'Factory', psm: 3, channel: 22, opens: 'anybody', hidden: true } as const;
    const changes = {
      windowSeconds: 170,
      replacesOwner: true,
      foundWhenBonded: true,
      services: [...classicServices, hidden],
    };
    const seen = await observed(changes, ['C0:00:00:00:00:99']);
    // Of two declared addresses it is the one that answered.
    expect(seen.units[0]?.address).to.equal(seen.address);
    expect(outcomes(seen, 'after-window')[0]).to.equal('simple-pairing keys');
    expect(seen.discoveries[0]?.lastSeconds).to.be.below(180);
    expect(opened(seen, 'stranger')).to.deep.equal(['serial 22']);
    expect(seen.channels.find(({ number, host }) => number === 22 && host === 'stranger')?.received).to.be.above(0);
    expect(seen.records.some(({ channel }) => channel === 22)).to.equal(false);
    expect(seen.bonds[0]).to.include({ strangerKeys: true });
    expect(seen.inquiries.find(({ state, kind }) => state === 'bonded' && kind === 'general')?.answered).to.equal(true);
    expect(seen.inquiries.find(({ state }) => state === 'normal')?.answered).to.equal(false);
  });
});
