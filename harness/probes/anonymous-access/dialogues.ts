import { accepts } from '../shared/accepts.ts';
import { converse, type Place } from '../shared/conversation.ts';
import { spokenBy } from '../shared/spoken.ts';
import type { Endpoint } from '../shared/reach.ts';
import { askCoap } from './coap.ts';
import type { Asking, Dialogue, Finding } from './finding.ts';
import { askDns } from './dns.ts';
import { askFtp } from './ftp.ts';
import { askHttp } from './http.ts';
import { refusesDatagrams } from './knock.ts';
import { askMqtt } from './mqtt.ts';
import { askPlainTcp, askPlainUdp } from './plain.ts';
import { askRedis } from './redis.ts';
import { askRtsp } from './rtsp.ts';
import { askSnmp } from './snmp.ts';
import { askTelnet } from './telnet.ts';
import { askTftp } from './tftp.ts';
import { askSsdp } from './upnp.ts';

type Transport = Endpoint['service']['transport'];

const tcp: Readonly<Record<string, Dialogue>> = {
  http: askHttp,
  upnp: askHttp,
  mqtt: askMqtt,
  ftp: askFtp,
  redis: askRedis,
  rtsp: askRtsp,
  telnet: askTelnet,
};
const udp: Readonly<Record<string, Dialogue>> = {
  tftp: askTftp,
  coap: askCoap,
  dns: askDns,
  snmp: askSnmp,
  upnp: askSsdp,
};

// SSH gives nothing before its own authentication but its banner; asking it for JSON would tell nothing.
const mute: Dialogue = ({ place }) => listenOnly(place);

/** The dialogue for a protocol; for one without a dialogue of its own, requests for a status in text and JSON. */
export function dialogueFor(transport: Transport, protocol: string): Dialogue {
  if (transport === 'udp') return udp[protocol] ?? askPlainUdp;
  return protocol === 'ssh' ? mute : (tcp[protocol] ?? askPlainTcp);
}

/** A port of a well-known protocol, asked even where nobody declares it. */
export interface WellKnown {
  readonly transport: Transport;
  readonly port: number;
  readonly protocol: string;
}

const at = (transport: Transport, protocol: string, ports: readonly number[]): readonly WellKnown[] =>
  ports.map((port) => ({ transport, port, protocol }));

/** Where the protocols that this instrument speaks usually listen. */
export const wellKnown: readonly WellKnown[] = [
  ...at('tcp', 'ftp', [21]),
  ...at('tcp', 'telnet', [23, 2323]),
  ...at('tcp', 'http', [80, 8000, 8080, 8081, 49_152]),
  ...at('tcp', 'https', [443, 8443]),
  ...at('tcp', 'rtsp', [554, 8554]),
  ...at('tcp', 'mqtt', [1883]),
  ...at('tcp', 'mqtts', [8883]),
  ...at('tcp', 'redis', [6379]),
  ...at('udp', 'tftp', [69]),
  ...at('udp', 'snmp', [161]),
  ...at('udp', 'coap', [5683]),
];

/** Whether a service is there, and what it gave. A TCP service is there if it accepts a connection, a UDP service if it answers. */
export async function ask(
  asking: Asking,
  { transport, protocol }: { readonly transport: Transport; readonly protocol: string },
): Promise<{ readonly reached: boolean; readonly findings: readonly Finding[] }> {
  if (transport === 'tcp' && !(await accepts(asking.place))) return { reached: false, findings: [] };
  const { protocol: word } = spokenBy({ protocol });
  if (transport === 'udp' && (await refusesDatagrams(word, asking))) return { reached: false, findings: [] };
  const findings = await dialogueFor(transport, word)(asking);
  const answered = findings.some(({ outcome }) => outcome !== 'unanswered');
  return transport === 'tcp' || answered ? { reached: true, findings } : { reached: false, findings: [] };
}

async function listenOnly(place: Place): Promise<readonly Finding[]> {
  const conversation = await converse(place);
  const banner = await conversation?.hear((bytes) => bytes.includes('\n'), 1500);
  conversation?.close();
  return [{ operation: 'connect', target: 'banner', outcome: 'refused', content: banner ?? '' }];
}
