import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { packetKind } from '../probes/shared/bluetooth/h4.ts';
import { openTransport } from '../probes/shared/bluetooth/open-transport.ts';

/** Both directions of one controller, past its habits. */
export interface Way {
  readonly toController: (packet: Buffer) => void;
  readonly toHost: (packet: Buffer) => void;
}

/** What a controller does otherwise: a packet goes on as it is where nothing is said about its direction. */
export interface Habits {
  readonly fromHost?: (packet: Buffer, way: Way) => void;
  readonly fromController?: (packet: Buffer, way: Way) => void;
}

/**
 * An emulated controller with habits of adapters that laboratories meet: it stands between a host and a controller of an
 * emulated air, on a socket of its own, and each host that connects gets one with habits of its own.
 */
export async function oddController(
  adapter: string,
  { path, habits }: { readonly path: string; readonly habits: () => Habits },
): Promise<{ readonly adapter: string; readonly stop: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket, adapter, habits()).catch(() => socket.destroy());
  }).listen(path);
  await once(server, 'listening');
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { adapter: `unix:${path}`, stop };
}

async function serve(socket: Socket, adapter: string, { fromHost, fromController }: Habits): Promise<void> {
  socket.pause();
  const controller = await openTransport(adapter);
  const way: Way = {
    toController: (packet) => controller.write(packet),
    toHost: (packet) => {
      if (!socket.destroyed) socket.write(packet);
    },
  };
  controller.on('data', (packet) => (fromController ?? ((each) => way.toHost(each)))(packet, way));
  controller.on('close', () => socket.destroy());
  socket.on('close', () => controller.close());
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let size = sizeOf(rest); size <= rest.length; size = sizeOf(rest)) {
      const packet = Buffer.from(rest.subarray(0, size));
      rest = rest.subarray(size);
      (fromHost ?? ((each) => way.toController(each)))(packet, way);
    }
  });
  socket.resume();
}

// What a host sends: commands, and data of either kind (Bluetooth Core, Vol 4 Part A 2).
function sizeOf(bytes: Buffer): number {
  if (bytes[0] === packetKind.command) return bytes.length < 4 ? Infinity : 4 + bytes.readUInt8(3);
  return bytes.length < 5 ? Infinity : 5 + bytes.readUInt16LE(3);
}

/** The number of the command of a packet from the host; undefined of anything else. */
export const commandIn = (packet: Buffer): number | undefined =>
  packet[0] === packetKind.command ? packet.readUInt16LE(1) : undefined;

/** An event (Vol 4 Part E 5.4.4). */
export const eventOf = (code: number, parameters: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([packetKind.event, code, parameters.length]), parameters]);

/** Command Complete (7.7.14), with room for so many commands more. */
export const completed = (opcode: number, answer: Uint8Array, credits = 1): Buffer =>
  eventOf(0x0e, Buffer.concat([Buffer.from([credits, opcode & 0xff, opcode >> 8]), answer]));

/** The answer in a Command Complete of this command; undefined where a packet is none. */
export const answerIn = (packet: Buffer, opcode: number): Buffer | undefined =>
  packet[0] === packetKind.event && packet[1] === 0x0e && packet.length >= 6 && packet.readUInt16LE(4) === opcode
    ? packet.subarray(6)
    : undefined;
