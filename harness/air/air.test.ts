import { spawn } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { needs } from '../development/needs.ts';
import { ClassicHost } from '../probes/shared/bluetooth/classic/classic-host.ts';
import { Controller } from '../probes/shared/bluetooth/controller.ts';
import { openTransport } from '../probes/shared/bluetooth/open-transport.ts';
import { airTools, openAir } from './air.ts';
import { onAir } from './air.fixture.ts';

const pathOf = (place: string) => place.replace('unix:', '');
const opcode = { reset: 0x0c03, encrypt: 0x2017, readLocalVersion: 0x1001, buffers: 0x2002 };

describe('the emulated air', () => {
  it(
    'encrypts as AES-128 does, whether by the kernel or by the shim',
    onAir(async (air) => {
      const controller = await Controller.open(air.le);
      for (let round = 0; round < 50; round++) {
        const [key, block] = [Buffer.alloc(16, round * 5), Buffer.alloc(16, 255 - round)];
        const answer = await controller.command(opcode.encrypt, Buffer.concat([swapped(key), swapped(block)]));
        const expected = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(block);
        expect(swapped(answer.subarray(1)).toString('hex')).to.equal(expected.toString('hex'));
      }
      controller.close();
    }),
  );

  it('stands several times side by side, and leaves nothing behind', async function () {
    needs(this, ...airTools);
    const airs = await Promise.all([openAir(), openAir(), openAir()]);
    const places = airs.flatMap(({ le, classic, dual }) => [le, classic, dual]);
    expect(new Set(places).size).to.equal(9);
    const controllers = await Promise.all(places.map((place) => Controller.open(place)));
    const versions = await Promise.all(controllers.map((each) => each.command(opcode.readLocalVersion)));
    expect(versions.map((answer) => answer[0])).to.deep.equal(Array(9).fill(0));
    for (const controller of controllers) controller.close();
    await Promise.all(airs.map(({ stop }) => stop()));
    expect(places.filter((place) => existsSync(pathOf(place)))).to.deep.equal([]);
  });

  it(
    'outlives clients that vanish in the middle of a command',
    onAir(async (air) => {
      for (let round = 0; round < 40; round++) {
        const transport = await openTransport(air.le);
        transport.write(Buffer.from([1, 0x03, 0x0c, 0, 1, 0x03, 0x0c]));
        transport.close();
      }
      const controller = await Controller.open(air.le);
      expect((await controller.command(opcode.reset))[0]).to.equal(0);
      controller.close();
    }),
  );

  it(
    'tells who may be found from who may be connected to',
    onAir(async (air, ends) => {
      const manners = {
        ...{ name: 'Bear', classOfDevice: 0x240404, simplePairing: true, ioCapability: 3, authentication: 2 },
        ...{ pairs: () => true, pin: () => undefined, accepts: () => true },
      };
      const [bear, other, bench] = [
        ends(await ClassicHost.open(air.classic, { manners })),
        ends(await ClassicHost.open(air.classic, { manners })),
        ends(await ClassicHost.open(air.classic, { manners })),
      ];
      await other.scan({ discoverable: true, connectable: true });
      const found = async (discoverable: boolean, connectable: boolean) => {
        await bear.scan({ discoverable, connectable });
        const everybody = (await bench.inquire('general', 1)).map(({ address }) => address);
        expect(everybody).to.include(other.address);
        const paged = await bench.page(bear.address);
        if (typeof paged === 'object' && 'link' in paged) await bench.disconnect(paged.link);
        return [everybody.includes(bear.address), typeof paged === 'object' && 'link' in paged];
      };
      expect(await found(true, true)).to.deep.equal([true, true]);
      expect(await found(false, true)).to.deep.equal([false, true]);
      expect(await found(false, false)).to.deep.equal([false, false]);
      expect(await found(true, true)).to.deep.equal([true, true]);
    }),
  );

  it('ends with the program that started it, even where that is killed', async function () {
    needs(this, ...airTools);
    const script = `import { openAir } from ${JSON.stringify(join(import.meta.dirname, 'air.js'))};
      console.log((await openAir()).le); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const controller = await Controller.open(said.toString().trim());
    const closed = once(controller, 'close');
    child.kill('SIGKILL');
    await closed;
    rmSync(dirname(pathOf(said.toString().trim())), { recursive: true });
  });

  it('tells a host that its controller is gone', async function () {
    needs(this, ...airTools);
    const air = await openAir();
    const controller = await Controller.open(air.le);
    const closed = once(controller, 'close');
    await air.stop();
    await closed;
    const failed = await controller.command(opcode.reset).catch((error: unknown) => error);
    expect(failed).to.have.property('reason', 'tool-missing');
  });
});

// HCI sends the octet of least weight first.
const swapped = (bytes: Buffer) => Buffer.from(bytes).reverse();
