import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { NotObserved } from '../../../gather/probe.ts';
import { Controller } from './controller.ts';
import { openTransport } from './open-transport.ts';
import { openUserChannel, type LoadHciSocket } from './user-channel.ts';

/** Keeps the contract of hci-socket: it throws in the constructor by a code, and in `write` once it is closed. */
class Socket extends EventEmitter {
  static opened: Socket[] = [];
  readonly written: Buffer[] = [];
  readonly adapter: number;
  closed = false;

  constructor(adapter: number) {
    super();
    this.adapter = adapter;
    Socket.opened.push(this);
  }

  write(packet: Buffer): void {
    if (this.closed) throw new Error('the socket has been closed');
    if (!Buffer.isBuffer(packet) || packet.length < 4 || packet.length > 1028) throw new Error('not a packet');
    this.written.push(packet);
    // Command Complete for a command, as a controller answers it.
    if (packet[0] === 1)
      setImmediate(() => this.emit('data', Buffer.from([4, 14, 4, 1, packet[1] ?? 0, packet[2] ?? 0, 0])));
  }

  close(): void {
    this.closed = true;
  }
}

const failing =
  (code: string | undefined, errno?: number): LoadHciSocket =>
  () =>
    Promise.resolve(function () {
      throw Object.assign(new Error(`Could not bind socket hci0: ${code}`), { code, errno });
    });
const problem = async (from: LoadHciSocket): Promise<string> => {
  const error = await openUserChannel(0, from).catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(NotObserved).and.have.property('reason', 'tool-missing');
  return (error as NotObserved).message;
};
const open = async () => {
  const transport = await openUserChannel(3, () => Promise.resolve(Socket));
  return { transport, socket: Socket.opened.at(-1)! };
};

describe('an adapter of this computer', () => {
  it('carries commands and answers like every other transport', async () => {
    const { transport, socket } = await open();
    expect(socket.adapter).to.equal(3);
    const controller = new Controller(transport);
    expect(await controller.command(0x0c03)).to.deep.equal(Buffer.from([0]));
    expect(socket.written).to.deep.equal([Buffer.from([1, 3, 12, 0])]);
    controller.close();
    expect(socket.closed).to.be.true;
    transport.write(Buffer.from([1, 3, 12, 0]));
    expect(socket.written).to.have.lengthOf(1);
  });

  it('tells its host once when it is pulled out, whichever side notices', async () => {
    for (const notice of ['close', 'write'] as const) {
      const { transport, socket } = await open();
      let told = 0;
      transport.on('close', () => told++);
      socket.closed = true;
      if (notice === 'close') socket.emit('close');
      transport.write(Buffer.from([1, 3, 12, 0]));
      transport.close();
      expect(told).to.equal(1);
    }
  });

  it('fails the commands that wait when it is pulled out', async () => {
    const { transport, socket } = await open();
    const controller = new Controller(transport);
    socket.write = () => undefined;
    const waiting = controller.command(0x0c03).catch((error: unknown) => error);
    socket.emit('close');
    expect(await waiting).to.have.property('reason', 'tool-missing');
  });

  it('sends nothing that the kernel would not take', async () => {
    const { transport, socket } = await open();
    transport.write(Buffer.alloc(3));
    transport.write(Buffer.alloc(1029));
    expect(socket.written).to.deep.equal([]);
  });

  it('waits a moment for an adapter that the visit before gives back', async () => {
    let asked = 0;
    class Busy extends Socket {
      constructor(adapter: number) {
        if (++asked < 3) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
        super(adapter);
      }
    }
    await openUserChannel(0, () => Promise.resolve(Busy));
    expect(asked).to.equal(3);
  });

  it('says what to do about each refusal of the kernel', async () => {
    expect(await problem(failing('EBUSY'))).to.match(/stop bluetoothd/);
    expect(await problem(failing('EPERM'))).to.match(/CAP_NET_ADMIN/);
    expect(await problem(failing('ENODEV'))).to.match(/not there/);
    // The package knows the names of the errors up to 34.
    expect(await problem(failing(undefined, -132))).to.match(/rfkill unblock/);
    expect(await problem(failing(undefined, -97))).to.match(/kernel .* has no Bluetooth: modprobe/);
    expect(await problem(failing(undefined, -110))).to.match(/does not answer: unplug it/);
    expect(await problem(failing(undefined, -114))).to.match(/Could not bind socket hci0: EALREADY$/);
    expect(await problem(failing(undefined, -99_999))).to.match(/Could not bind socket hci0: Unknown system error/);
    expect(await problem(failing('EIO', -5))).to.match(/Could not bind socket hci0: EIO/);
  });

  it('names the command that installs the package where it is missing, broken or another', async () => {
    const missing = Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(await problem(() => Promise.reject(missing))).to.match(
      /is not installed: npm install --no-save hci-socket@1\.0\.0/,
    );
    expect(await problem(() => Promise.reject(new Error('Could not locate the bindings file.\nTried:')))).to.match(
      /does not load \(Could not locate the bindings file\.\): npm install/,
    );
    expect(await problem(() => Promise.resolve({}))).to.match(/not that package: npm install/);
  });

  it('is missing here, or not to be had, as the real package says it', async function () {
    // Whoever has an adapter with this number has more than any computer.
    const error = await openTransport('hci:99').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotObserved).and.have.property('reason', 'tool-missing');
    expect((error as NotObserved).message).to.match(/hci:99/);
  });
});
