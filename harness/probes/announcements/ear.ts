import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { familyOf, type Family } from '../shared/reach.ts';

/** A protocol's multicast group. */
export interface Group {
  readonly port: number;
  readonly IPv4: string;
  readonly IPv6: string;
}

/** Listens to one unit, and speaks to it and to the group. */
export interface Ear {
  readonly joined: boolean;
  /** To the group and to the unit itself, both from the group's port and from a port of its own. */
  readonly ask: (bytes: Buffer) => void;
  readonly close: () => void;
}

export interface Listening {
  readonly address: string;
  readonly group: Group;
  readonly interface?: string | undefined;
  readonly hear: (message: Buffer) => void;
}

/** Messages beyond this are not looked at: a unit that floods the bench cannot exhaust it. */
const mostMessages = 5000;

/** Opens the sockets. What does not come from the unit's address is not passed on. */
export async function listen(listening: Listening): Promise<Ear> {
  const { address, group } = listening;
  const family = familyOf(address);
  const plain = plainAddress(address);
  let messages = 0;
  const receive = (message: Buffer, { address: source }: { readonly address: string }) => {
    if (plainAddress(source) === plain && (messages += 1) <= mostMessages) listening.hear(message);
  };
  const link = await linkTo(address, listening.interface);
  const own = await bound(family, 0);
  const shared = await bound(family, group.port).catch(() => undefined);
  const joined = shared !== undefined && link !== undefined && joins(shared, group[family], link);
  const sockets = [own, ...(shared === undefined ? [] : [shared])];
  for (const socket of sockets) {
    socket.on('message', receive);
    if (link !== undefined) speakOn(socket, link);
  }
  const target = family === 'IPv4' ? group.IPv4 : `${group.IPv6}%${link?.name}`;
  const ask = (bytes: Buffer) => {
    for (const socket of sockets) {
      socket.send(bytes, group.port, address, () => undefined);
      if (link !== undefined) socket.send(bytes, group.port, target, () => undefined);
    }
  };
  return { joined, ask, close: () => sockets.forEach((socket) => socket.close()) };
}

interface Link {
  readonly name: string;
  /** As multicast calls want it: the local address for IPv4, `::%name` for IPv6. */
  readonly selector: string;
}

/** The interface that the bench names, or the one over which the unit is routed. */
async function linkTo(address: string, name: string | undefined): Promise<Link | undefined> {
  const family = familyOf(address);
  const local = name === undefined ? await localTowards(address) : undefined;
  for (const [each, places] of Object.entries(networkInterfaces())) {
    const place = places?.find(
      (one) => one.family === family && (name === undefined ? one.address === local : each === name),
    );
    if (place !== undefined) return { name: each, selector: family === 'IPv4' ? place.address : `::%${each}` };
  }
  return undefined;
}

async function localTowards(address: string): Promise<string | undefined> {
  const socket = createSocket(familyOf(address) === 'IPv6' ? 'udp6' : 'udp4');
  try {
    const connected = once(socket, 'connect');
    socket.connect(9, address);
    await connected;
    return plainAddress(socket.address().address);
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

async function bound(family: Family, port: number): Promise<Socket> {
  const socket = createSocket({
    type: family === 'IPv6' ? 'udp6' : 'udp4',
    reuseAddr: true,
    ipv6Only: family === 'IPv6',
  });
  const listening = once(socket, 'listening');
  socket.bind(port);
  try {
    await listening;
  } catch (error) {
    socket.close();
    throw error;
  }
  // A refusal from the unit, or a network that went away, ends nothing here.
  socket.on('error', () => undefined);
  return socket;
}

function joins(socket: Socket, group: string, { selector }: Link): boolean {
  try {
    socket.addMembership(group, selector);
    return true;
  } catch {
    return false;
  }
}

function speakOn(socket: Socket, { selector }: Link): void {
  try {
    socket.setMulticastInterface(selector);
    socket.setMulticastTTL(255);
    socket.setMulticastLoopback(true);
  } catch {
    // An interface without multicast: the unit is still asked directly.
  }
}

/** Without the zone of a link-local address. */
export const plainAddress = (address: string): string => address.split('%', 1)[0] ?? '';
