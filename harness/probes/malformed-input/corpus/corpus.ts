import type { Service } from '../../shared/reach.ts';
import { spokenBy } from '../../shared/spoken.ts';
import { coap, dns } from './datagrams.ts';
import { http } from './http.ts';
import { message, type Message } from './message.ts';
import { mqtt } from './mqtt.ts';
import { plain } from './plain.ts';
import { tls } from './tls.ts';

export interface Corpus {
  /** Name and version: another message makes another version. */
  readonly name: string;
  readonly messages: readonly (Message & {
    /** Sent before any TLS, to whatever listens on the port. */
    readonly raw: boolean;
  })[];
}

const ofTcp: Readonly<Record<string, readonly Message[]>> = { http, upnp: http, rtsp: http, mqtt };
const ofUdp: Readonly<Record<string, readonly Message[]>> = { coap, dns };

/** The messages for a service: those of its protocol, and below it those of TLS. */
export function corpusFor(service: Service): Corpus {
  const { protocol, secure } = spokenBy(service);
  const udp = service.transport === 'udp';
  const own = (udp ? ofUdp : ofTcp)[protocol];
  const name = own === undefined ? 'plain' : protocol;
  const generic = udp ? [message('empty datagram'), ...plain] : plain;
  const spoken = protocol === 'tls' ? [] : (own ?? generic);
  const below = secure && !udp ? tls : [];
  return {
    name: `${[...(below.length > 0 ? ['tls'] : []), ...(spoken.length > 0 ? [name] : [])].join('+')}/1`,
    messages: [...below.map((each) => ({ ...each, raw: true })), ...spoken.map((each) => ({ ...each, raw: !secure }))],
  };
}
