import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from '../../../development/peer.ts';
import { Pipe } from './acl.ts';
import { Controller } from './controller.ts';
import { Recording } from './recording.ts';

const handle = 0x40;
const reset = 0x0c03;

/** One packet of data from a controller: the first of a frame, or one that goes on. */
function acl(boundary: 'first' | 'next', data: Uint8Array): Buffer {
  const head = Buffer.from([2, handle, boundary === 'first' ? 0x20 : 0x10, 0, 0]);
  head.writeUInt16LE(data.length, 3);
  return Buffer.concat([head, data]);
}

/** Megabytes of objects that stay behind an act. */
function grown(act: () => void): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  act();
  collect();
  return (process.memoryUsage().heapUsed - before) / 1e6;
}

describe('what a controller sends without end', function () {
  this.timeout(30_000);

  it('is no frame that never gets whole: parts of no octets are not kept', () => {
    const pipe = new Pipe(() => undefined);
    const link = pipe.open(handle, 'le');
    const heard: string[] = [];
    link.on('frame', (channel, payload) => heard.push(`${channel} ${payload.toString()}`));
    pipe.take(acl('first', Buffer.from([2, 0, 4, 0])));
    const empty = acl('next', Buffer.alloc(0));
    const kept = grown(() => {
      for (let n = 0; n < 300_000; n++) pipe.take(empty);
    });
    expect(kept).to.be.below(5);
    pipe.take(acl('next', Buffer.from('hi')));
    expect(heard).to.deep.equal(['4 hi']);
  });

  it('is recorded in little more than its octets', () => {
    const recording = new Recording();
    const packet = Buffer.from('040e04ffffffff', 'hex');
    const kept = grown(() => {
      for (let n = 0; n < 300_000; n++) recording.add(packet, 'controller');
    });
    expect(kept).to.be.below(5);
    const bytes = recording.bytes();
    expect(bytes).to.have.lengthOf(16 + 300_000 * (24 + packet.length));
    expect(bytes.subarray(-packet.length)).to.deep.equal(packet);
  });

  it('is recorded up to a bound, and what did not fit is counted', () => {
    const recording = new Recording();
    const packet = Buffer.alloc(60_000, 2);
    for (let n = 0; n < 1000; n++) recording.add(packet, 'controller');
    recording.add(Buffer.from([4]), 'controller');
    const bytes = recording.bytes();
    expect(bytes.length).to.be.within(31 * 2 ** 20, 33 * 2 ** 20);
    // The last record stands behind all that were dropped.
    expect(bytes.readUInt32BE(bytes.length - 25 + 12)).to.equal(1000 - Math.floor((32 * 2 ** 20) / 60_024));
  });
});

describe('a connection under the number of one before it', () => {
  it('is sent nothing that waited for that one, and has its room', () => {
    const written: string[] = [];
    const pipe = new Pipe((packet) => written.push(packet.subarray(9).toString()));
    pipe.hasRoom('le', { size: 27, packets: 1 });
    const ended: number[] = [];
    const old = pipe.open(handle, 'le');
    old.on('end', (reason) => ended.push(reason));
    for (const text of ['one', 'two', 'three']) old.send(4, Buffer.from(text));
    const fresh = pipe.open(handle, 'le');
    expect(ended).to.deep.equal([0x08]);
    fresh.send(4, Buffer.from('four'));
    old.send(4, Buffer.from('five'));
    expect(written).to.deep.equal(['one', 'four']);
    expect(pipe.isFlushed(old)).to.equal(pipe.isFlushed(fresh));
  });

  it('hears nothing of half a frame of that one', () => {
    const pipe = new Pipe(() => undefined);
    pipe.open(handle, 'le');
    pipe.take(acl('first', Buffer.from([4, 0, 4, 0, 1])));
    const heard: Buffer[] = [];
    pipe.open(handle, 'le').on('frame', (_channel, payload) => heard.push(payload));
    pipe.take(acl('next', Buffer.from([2, 3, 4])));
    expect(heard).to.deep.equal([]);
  });
});

describe('a controller that falls silent', function () {
  this.timeout(40_000);
  const { folder, remove } = scratch();
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) server.close();
    remove();
  });

  /** A controller on a socket that does with each packet what it is told. */
  async function controllerThat(name: string, hears: (packet: Buffer, socket: Socket) => void): Promise<Controller> {
    const path = join(folder, name);
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (packet: Buffer) => hears(packet, socket));
    }).listen(path);
    servers.push(server);
    await once(server, 'listening');
    return Controller.open(`unix:${path}`);
  }
  const outcome = (answer: Promise<unknown>) =>
    answer.then(
      () => 'answered',
      (error: unknown) => (error as { readonly reason?: string }).reason,
    );

  it('fails each command after its time, answered or not', async () => {
    const controller = await controllerThat('silent', () => undefined);
    expect(await outcome(controller.command(reset))).to.equal('timed-out');
    controller.close();
  });

  it('fails commands also where it said that it takes none for now, and never takes one again', async () => {
    // Command Complete with room for no further command.
    const controller = await controllerThat('full', (_packet, socket) =>
      socket.write(Buffer.from([4, 0x0e, 4, 0, 0x03, 0x0c, 0])),
    );
    expect(await outcome(controller.command(reset))).to.equal('answered');
    expect(await outcome(controller.command(reset))).to.equal('timed-out');
    controller.close();
  });

  it('has no more than a thousand commands wait', async () => {
    const controller = await controllerThat('many', () => undefined);
    const answers = Array.from({ length: 1500 }, () => outcome(controller.command(reset)));
    expect(await answers[1499]).to.equal('timed-out');
    controller.close();
    const left = await Promise.all(answers);
    expect(left.filter((each) => each === 'tool-missing')).to.have.lengthOf(1001);
  });
});
