import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airTools } from '../../air/air.ts';
import { onAir, withAir } from '../../air/air.fixture.ts';
import { badPeripheral, type BadServe } from '../../development/bad-peripheral.ts';
import { keepStandingStill, verdictOf } from '../../development/late.ts';
import { needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { decentLe } from '../../reference-toy/bluetooth/manners.ts';
import { observeStanding } from '../../reference-toy/bluetooth/observe-standing.fixture.ts';
import { standUnits } from '../../reference-toy/bluetooth/stand-unit.ts';
import { att, attChannel } from '../shared/bluetooth/att.ts';
import { smp } from '../shared/bluetooth/smp-pdu.ts';
import { failure, smpChannel } from '../shared/bluetooth/smp-session.ts';
import { corpus } from './corpus/corpus.ts';
import { probe } from './probe.ts';

const instrument = { kind: 'ble-malformed-input', probe } as const;
const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [] }];
const { folder, remove } = scratch();

/** Does something at each PDU about attributes, and refuses to pair. */
const serving =
  (attributes: BadServe): BadServe =>
  (pdu, where) => {
    if (where.channel === attChannel) return attributes(pdu, where);
    const asks = where.channel === smpChannel && pdu[0] === smp.pairingRequest;
    return asks ? Buffer.from([smp.pairingFailed, failure.pairingNotSupported]) : undefined;
  };

const refusalOf = (pdu: Buffer) => Buffer.from([att.error, pdu[0] ?? 0, 1, 0, 0x0a]);
const isReserved = (pdu: Buffer) => pdu[0] === 0x3f;

async function pressPeripheral(
  attributes: BadServe,
  {
    writes = 'any',
    recoverySeconds = 4,
  }: { readonly writes?: 'any' | 'declared'; readonly recoverySeconds?: number } = {},
) {
  return withAir(async (air, ends) => {
    ends(await badPeripheral(air, serving(attributes)));
    const bluetooth = { adapter: air.le, shielded: true, writes };
    return observeStanding(instrument, { units, bluetooth }, { recoverySeconds });
  });
}

const unharmed = { answeredBefore: true, answeredAfter: true, pairedBefore: 'paired', pairedAfter: 'paired' };

describe('malformed input over Bluetooth Low Energy', function () {
  this.timeout(60_000);
  after(remove);

  it('leaves a decent bear serving and pairing', async function () {
    needs(this, ...airTools);
    const standing = await standUnits(decentLe);
    const seen = await observeStanding(instrument, standing).finally(standing.stop);
    const [row] = seen.units;
    expect(row).to.include(unharmed);
    expect(seen.messages).to.have.lengthOf(corpus.messages.length);
    expect(seen.messages.filter(({ aliveAfter }) => !aliveAfter)).to.deep.equal([]);
    expect(new Set(seen.messages.map(({ answer }) => answer)).size, 'it treats them alike').to.be.above(1);
  });

  it(
    'leaves a stack that is not ours serving, and pairing with whom it does not know yet',
    onAir(async (air) => {
      const script = join(import.meta.dirname, '..', '..', 'development', 'ble-host-peer.js');
      const args = [script, air.le.replace('unix:', ''), '{}'];
      const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
      await once(createInterface({ input: child.stdout }), 'line');
      const bluetooth = { adapter: air.le, shielded: true, writes: 'any' as const };
      const seen = await observeStanding(instrument, { units, bluetooth }).finally(() => child.kill());
      const [row] = seen.units;
      expect(row).to.include(unharmed);
      expect(seen.messages.filter(({ aliveAfter }) => !aliveAfter)).to.deep.equal([]);
    }),
  );

  it('finds the packet that stops a bear, presses it no further, and sees that it needs a hand', async function () {
    needs(this, ...airTools);
    const standing = await standUnits({ ...decentLe, stopsAtMalformed: true });
    const seen = await observeStanding(instrument, standing, { recoverySeconds: 2 }).finally(standing.stop);
    const [row] = seen.units;
    expect(row).to.include({ answeredBefore: true, answeredAfter: false, answeredAfterRestart: true });
    expect(row).to.include({ pairedBefore: 'paired', pairedAfter: 'not-connected' });
    expect(seen.messages.length).to.be.below(corpus.messages.length);
    expect(seen.messages.at(-1)).to.include({
      ...{ message: 'frame of no octets for attributes', answer: 'disconnected' },
      ...{ aliveAfter: false, recoveredAfterMilliseconds: null },
    });
  });

  it('sees that a toy was away for a while, and at which packet', async function () {
    needs(this, ...airTools);
    let awayUntil = 0;
    const seen = await pressPeripheral((pdu) => {
      if (isReserved(pdu)) awayUntil = performance.now() + 700;
      return performance.now() < awayUntil ? 'hang-up' : refusalOf(pdu);
    });
    const gone = seen.messages.filter(({ aliveAfter }) => !aliveAfter);
    expect(gone.map(({ message }) => message)).to.deep.equal(['request of code 0x3f, which is reserved']);
    expect(gone[0]?.recoveredAfterMilliseconds).to.be.within(500, 6000);
    expect(seen.units[0]).to.include({ answeredAfter: true, pairedBefore: 'refused' });
  });

  it('blames no toy for being away while the bench itself stood still', async function () {
    needs(this, ...airTools);
    let end: (() => void) | undefined;
    const seen = await pressPeripheral(
      (pdu) => {
        if (isReserved(pdu)) end ??= keepStandingStill(2500, 3);
        return refusalOf(pdu);
      },
      { recoverySeconds: 1 },
    );
    end?.();
    const gone = seen.messages.find(({ aliveAfter }) => !aliveAfter);
    expect(gone?.recoveredAfterMilliseconds ?? Infinity).to.be.above(1000);
    const declaration = { product: { units } };
    const evidence = { declaration, 'ble-malformed-input': seen };
    const [row] = (await verdictOf('BT-9-1', evidence, { recoverySeconds: 1 })).rows;
    expect(row?.verdict, JSON.stringify(row)).to.equal('inconclusive');
    expect(row?.detail).to.match(
      /^the computer of the bench was late by .* after the packet .* --again ble-malformed-input$/,
    );
  });

  it('presses no unit that answers nothing', async function () {
    needs(this, ...airTools);
    const seen = await pressPeripheral(() => undefined);
    expect(seen.units[0]).to.include({ answeredBefore: false, pairedBefore: 'refused', pairedAfter: 'not-connected' });
    expect(seen.messages).to.deep.equal([]);
  });

  it('sends nothing shaped like a write where nobody consented to it, and says so', async function () {
    needs(this, ...airTools);
    const heard = new Set<string>();
    const seen = await pressPeripheral(
      (pdu) => {
        heard.add(pdu.subarray(0, 3).toString('hex'));
        return refusalOf(pdu);
      },
      { writes: 'declared' },
    );
    const left = seen.messages.filter(({ answer }) => answer === 'not-sent');
    expect(left).to.have.lengthOf(corpus.messages.filter(({ writes }) => writes).length);
    expect([...heard].filter((head) => ['120300', '520300', '160300'].includes(head))).to.deep.equal([]);
  });

  it(
    'says that a unit was not heard',
    onAir(async (air) => {
      const bluetooth = { adapter: air.le, shielded: true };
      const error = await observeStanding(instrument, { units, bluetooth }).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('reason', 'unreachable');
    }),
  );

  it('is the same every time: names, clauses and octets', () => {
    const { messages } = corpus;
    expect(new Set(messages.map(({ name }) => name)).size).to.equal(messages.length);
    for (const { name, clause, frames } of messages) {
      expect(clause, name).to.match(/^Vol 3 Part [AFH] \d(\.\d+)*$/);
      expect(frames, name).to.have.length.within(1, 200);
      expect(Buffer.concat([...frames]).length, name).to.be.at.most(5000);
    }
    const hash = createHash('sha256');
    for (const { name, frames } of messages) hash.update(`${name}\n`).update(Buffer.concat([...frames]));
    // Whoever changes a message gives the corpus another version, and writes its digest here.
    expect(`${corpus.name} ${hash.digest('hex').slice(0, 16)}`).to.equal('l2cap+att+smp/2 729fe31e44248c04');
  });
});
