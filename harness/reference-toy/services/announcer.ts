import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Pip, PipUnit } from '../pip.ts';

interface Question {
  readonly name: string;
  readonly type: string;
  readonly qu_bit?: boolean;
}

interface Answer {
  readonly type: string;
  readonly name: string;
  readonly ttl: number;
  readonly data: unknown;
}

interface Message {
  readonly type?: string;
  readonly id?: number;
  readonly flags?: number;
  readonly questions?: readonly Question[];
  readonly answers?: readonly Answer[];
}

// The package describes no types of its own.
const { decode, encode } = createRequire(import.meta.url)('dns-packet') as {
  readonly decode: (bytes: Buffer) => Message;
  readonly encode: (message: Message) => Buffer;
};

const groups = { IPv4: '224.0.0.251', IPv6: 'ff02::fb' } as const;
const service = '_pip._tcp.local';

/** Answers multicast DNS (RFC 6762) at one address of a unit, so that what it says comes from that address. */
export async function announce(pip: Pip, unit: PipUnit, address: string): Promise<() => void> {
  const answers = answersOf(pip, unit);
  const own = await open(address, pip.ports.mdns);
  const group = isIPv6(address) ? groups.IPv6 : groups.IPv4;
  const heard = await joined(group, pip.ports.mdns, address);
  if (heard !== undefined) own.setMulticastInterface(interfaceOf(address));
  const reply = (message: Buffer, from: RemoteInfo) => {
    const asked = questionsOf(message);
    const found = answers.filter((answer) => asked?.questions.some((question) => fits(question, answer)));
    if (asked === undefined || found.length === 0) return;
    // Whoever asks from another port understands only unicast, and wants its id back (clause 6.7).
    const legacy = from.port !== pip.ports.mdns;
    const questions = legacy ? asked.questions : [];
    const bytes = encode({ type: 'response', id: legacy ? asked.id : 0, flags: 1024, questions, answers: found });
    const unicast = legacy || asked.questions.every(({ qu_bit: unicast }) => unicast === true);
    own.send(bytes, from.port, unicast ? from.address : group, () => undefined);
  };
  for (const socket of [own, heard]) socket?.on('message', reply).on('error', () => undefined);
  return () => {
    own.close();
    heard?.close();
  };
}

/** A UDP socket bound to this address, which other sockets may share. */
export async function open(address: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', reuseAddr: true, ipv6Only: isIPv6(address) });
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}

// On a network without multicast, such as the loopback interface, only unicast questions are heard.
async function joined(group: string, port: number, address: string): Promise<Socket | undefined> {
  const socket = await open(isIPv6(group) ? '::' : group, port);
  try {
    socket.addMembership(group, interfaceOf(address));
    return socket;
  } catch {
    socket.close();
    return undefined;
  }
}

function interfaceOf(address: string): string {
  const devices = Object.entries(networkInterfaces());
  const device = devices.find(([, list]) => list?.some((each) => each.address === address));
  return isIPv6(address) ? `::%${device?.[0] ?? 'lo'}` : address;
}

function questionsOf(message: Buffer): { readonly id: number; readonly questions: readonly Question[] } | undefined {
  try {
    const packet = decode(message);
    if (packet.type !== 'query' || (packet.questions?.length ?? 0) > 20) return undefined;
    return { id: packet.id ?? 0, questions: packet.questions ?? [] };
  } catch {
    return undefined;
  }
}

const fits = (question: Question, answer: Answer) =>
  question.name.toLowerCase() === answer.name.toLowerCase() && [answer.type, 'ANY'].includes(question.type);

function answersOf({ announced, ports }: Pip, unit: PipUnit): readonly Answer[] {
  const host = `${hostName(unit)}.local`;
  const instance = `${hostName(unit)}.${service}`;
  const data = Object.entries(announced).map(([name, value]) => `${name}=${value}`);
  return [
    { type: 'PTR', name: '_services._dns-sd._udp.local', ttl: 120, data: service },
    { type: 'PTR', name: service, ttl: 120, data: instance },
    { type: 'SRV', name: instance, ttl: 120, data: { port: ports.https, target: host } },
    { type: 'TXT', name: instance, ttl: 120, data },
    ...unit.addresses.map((address): Answer =>
      isIPv6(address)
        ? { type: 'AAAA', name: host, ttl: 120, data: address }
        : { type: 'A', name: host, ttl: 120, data: address },
    ),
  ];
}

/** The unit's name on the network: the model and the last figures of the serial number. */
export const hostName = ({ serial }: PipUnit): string => `pip-${serial.slice(-4)}`;
