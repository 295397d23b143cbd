import type { Service } from './reach.ts';

/** The dialogue that a declared protocol asks for. */
export interface Spoken {
  /** Lower case, without the mark of TLS or a version: `http`, `mqtt`, `coap`, `json`. */
  readonly protocol: string;
  /** TLS from the first byte. */
  readonly secure: boolean;
}

const names: readonly (readonly [RegExp, string])[] = [
  [/^(?:https?|web|wss?)(?:\W|$)/, 'http'],
  [/^(?:mqtts?|secure-mqtt)(?:\W|$)/, 'mqtt'],
  [/^coap(?:\W|$)/, 'coap'],
  [/^(?:dns|domain|mdns)(?:\W|$)/, 'dns'],
  [/^(?:upnp|ssdp)(?:\W|$)/, 'upnp'],
  [/^(?:ftps?|redis|rtsps?|snmp|tftp|ssh)(?:\W|$)/, ''],
  [/^telnets?(?:\W|$)/, 'telnet'],
];

/** What a declared service speaks, whatever its declaration calls it. */
export function spokenBy({ protocol, secure }: Pick<Service, 'protocol' | 'secure'>): Spoken {
  const word = protocol.trim().toLowerCase();
  const [pattern, name] = names.find(([known]) => known.test(word)) ?? [];
  const plain = name === '' ? word.replace(/\W.*$/, '').replace(/^(ftp|rtsp)s$/, '$1') : (name ?? word);
  const marked = pattern !== undefined && /^(?:https|wss|mqtts|secure-mqtt|ftps|rtsps|telnets)(?:\W|$)/.test(word);
  const overTls = /\btls\b|\bssl\b/.test(word);
  return { protocol: overTls && plain === word ? 'tls' : plain, secure: secure ?? (marked || overTls) };
}
