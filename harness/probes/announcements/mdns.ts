import { decode, encode, type Answer } from 'dns-packet';
import type { Dialect, Field } from './field.ts';

/** Multicast DNS and service discovery over it (RFC 6762, RFC 6763). */
export const mdns: Dialect = {
  group: { port: 5353, IPv4: '224.0.0.251', IPv6: 'ff02::fb' },
  questions: (heard) => packets([...usual, ...followUps(heard)]),
  read: (message) => {
    try {
      const { type, answers, additionals, authorities } = decode(message);
      if (type !== 'response') return [];
      const records = [...(answers ?? []), ...(additionals ?? []), ...(authorities ?? [])];
      return records.slice(0, mostRecords).flatMap(fieldsOf);
    } catch {
      // Bytes that are no DNS message announce nothing that a client could read.
      return [];
    }
  },
};

interface Query {
  readonly name: string;
  readonly type: string;
}

const mostRecords = 500;
const mostQuestions = 200;
const services = '_services._dns-sd._udp.local';
// Responders that do not list their services may still answer for these.
const types = ['_http', '_https', '_hap', '_googlecast', '_airplay', '_raop', '_spotify-connect', '_mqtt', '_ssh'];
const more = ['_workstation', '_device-info', '_sftp-ssh', '_ftp', '_telnet', '_rtsp', '_esphomelib', '_arduino'];
const usual: readonly Query[] = [
  { name: services, type: 'PTR' },
  ...[...types, ...more].map((name) => ({ name: `${name}._tcp.local`, type: 'PTR' })),
  ...['_matter', '_matterc', '_coap'].map((name) => ({ name: `${name}._udp.local`, type: 'PTR' })),
];

/** Every type that was named is asked for its instances, every instance for its record, every host for its address. */
function followUps(heard: readonly Field[]): readonly Query[] {
  const queries = heard.flatMap(({ name, value }): readonly Query[] => {
    const [owner = '', target = ''] = value.toString().split(separator);
    if (name === 'PTR' && owner === services) return [{ name: target, type: 'PTR' }];
    if (name === 'PTR')
      return [
        { name: target, type: 'SRV' },
        { name: target, type: 'TXT' },
      ];
    if (name === 'SRV')
      return [
        { name: target.replace(/:\d+$/, ''), type: 'A' },
        { name: target.replace(/:\d+$/, ''), type: 'AAAA' },
      ];
    return [];
  });
  const unique = new Map(queries.map((query) => [`${query.type} ${query.name}`, query]));
  return [...unique.values()].slice(0, mostQuestions);
}

// Small packets: some responders read no more than 512 bytes.
function packets(queries: readonly Query[]): readonly Buffer[] {
  const groups = Array.from({ length: Math.ceil(queries.length / 8) }, (_, index) =>
    queries.slice(index * 8, index * 8 + 8),
  );
  return groups.flatMap((questions) => {
    try {
      return [
        encode({
          type: 'query',
          id: 0x544d,
          flags: 0,
          questions: questions.map((query) => ({ ...query, class: 'IN' })),
        }),
      ];
    } catch {
      // A name that cannot be asked for, such as one with a label of more than 63 bytes.
      return [];
    }
  });
}

const separator = ' → ';

function fieldsOf({ name: owner, type, data }: Answer): readonly Field[] {
  const field = (value: string): readonly Field[] => [{ name: type, value: `${owner}${separator}${value}` }];
  if (type === 'TXT') return textsOf(data);
  if (type === 'A' || type === 'AAAA' || type === 'PTR') return field(String(data));
  if (typeof data !== 'object' || data === null) return [];
  const { target, port, cpu, os } = data as Readonly<Record<string, unknown>>;
  if (type === 'SRV') return field(`${String(target)}:${String(port)}`);
  return type === 'HINFO' ? field(`${String(cpu)} ${String(os)}`) : [];
}

/** Attributes of a service: `key=value`, or a key alone (RFC 6763, clause 6.4). */
function textsOf(data: unknown): readonly Field[] {
  const texts = (Array.isArray(data) ? data : [data]).filter((text) => text instanceof Uint8Array);
  return texts
    .filter(({ length }) => length > 0)
    .map((text) => {
      const equals = text.indexOf(0x3d);
      const key = Buffer.from(equals < 0 ? text : text.subarray(0, equals)).toString('latin1');
      return { name: `TXT:${key}`, value: equals < 0 ? '' : text.subarray(equals + 1) };
    });
}
