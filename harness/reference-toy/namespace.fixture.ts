import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { equip } from './equip.ts';
import { decentPip } from './pip.ts';
import { placeHere, runToy } from './run-toy.ts';

// What the test of the namespace wants to know, told by a process inside it.
const pip = decentPip(placeHere());
const toy = await runToy({ pip, equipment: equip(pip), published: [] });

async function accepts(address: string): Promise<boolean> {
  const socket = connect(443, address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function announcedTo(group: string, device: string): Promise<readonly string[]> {
  const socket = createSocket(group.includes(':') ? 'udp6' : 'udp4');
  const heard = new Set<string>();
  socket.on('message', (_, { address }) => heard.add(address));
  socket.bind();
  await once(socket, 'listening');
  socket.setMulticastInterface(device);
  // A question for any record of the service, asked from a port of its own.
  const name = Buffer.from('\u0004_pip\u0004_tcp\u0005local\u0000');
  socket.send(
    Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), name, Buffer.of(0, 255, 0, 1)]),
    5353,
    group,
  );
  await sleep(500);
  socket.close();
  return [...heard].sort();
}

// Lines of /proc/net/tcp in the state LISTEN: services in this network that are not the toy's.
const listening = ['tcp', 'tcp6'].flatMap((name) =>
  readFileSync(`/proc/net/${name}`, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim().split(/\s+/)[3] === '0A'),
);

const local = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
const addresses = local.map(({ address }) => address).filter((address) => !address.startsWith('fe80'));
const everywhere = [...pip.units.flatMap((unit) => unit.addresses), pip.site.address];
const reached = Object.fromEntries(
  await Promise.all(everywhere.map(async (address) => [address, await accepts(address)] as const)),
);
const announcedFrom = [
  ...(await announcedTo('224.0.0.251', '192.0.2.1')),
  ...(await announcedTo('ff02::fb', '::%bench0')),
];
await toy.stop();
process.stdout.write(
  JSON.stringify({ addresses: [...new Set(addresses)].sort(), reached, strangers: listening, announcedFrom }),
);
