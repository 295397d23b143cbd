import { XMLParser } from 'fast-xml-parser';
import type { OpenPortsObservation } from '../../../schemas/types.ts';
import { NotObserved } from '../../gather/probe.ts';
import { printable } from '../shared/printable.ts';

type Tcp = OpenPortsObservation['tcp'][number];
type Scan = OpenPortsObservation['scans'][number];
type Element = Readonly<Record<string, unknown>>;

const mostBytes = 32 << 20;
const lists = new Set(['host', 'address', 'port', 'scaninfo', 'extraports']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => lists.has(name),
});

/**
 * An observation from what `nmap -oX` wrote about one unit. Nmap names a service by the port's number unless it asked
 * (`-sV`), so only what it learnt by dialogue counts as spoken. Its UDP results lack the sizes that this kind records
 * and are left out.
 * @throws NotObserved input-missing where the document is not such a scan, was cut short, or says nothing of a host
 */
export function importXml(xml: string, unit: string): OpenPortsObservation {
  const run = parse(xml);
  const finished = within(within(run, 'runstats'), 'finished');
  if (finished['exit'] !== 'success') throw unusable('the scan did not come to its end');
  const covered = portsCovered(run);
  const hosts = each(run, 'host').filter((host) => within(host, 'status')['state'] === 'up');
  if (hosts.length === 0) throw new NotObserved('unreachable', 'nmap saw no host that was up');
  const parts = hosts.map((host, index) => ofHost(host, { unit, covered, index, seconds: finished['elapsed'] }));
  return {
    complete: covered >= 65_535 && parts.every(({ decided }) => decided),
    scans: parts.map(({ scan }) => scan),
    tcp: [...new Map(parts.flatMap(({ tcp }) => tcp).map((row) => [row.id, row])).values()],
    udp: [],
    baseline: [],
  };
}

interface Circumstances {
  readonly unit: string;
  readonly covered: number;
  readonly index: number;
  readonly seconds: unknown;
}

function ofHost(
  host: Element,
  { unit, covered, index, seconds }: Circumstances,
): { readonly scan: Scan; readonly tcp: readonly Tcp[]; readonly decided: boolean } {
  const place = each(host, 'address').find(({ addrtype }) => addrtype === 'ipv4' || addrtype === 'ipv6');
  if (typeof place?.['addr'] !== 'string') throw unusable('a host has no IP address');
  const family = place['addrtype'] === 'ipv6' ? 'IPv6' : 'IPv4';
  const ports = each(within(host, 'ports'), 'port').filter(({ protocol }) => protocol === 'tcp');
  const open = ports.filter((port) => within(port, 'state')['state'] === 'open');
  const unanswered = ['no-response', 'host-unreach', undefined];
  const answered = [...ports, ...each(within(host, 'ports'), 'extraports')].some(
    (port) => !unanswered.includes(String(within(port, 'state')['reason'] ?? within(port, 'extrareasons')['reason'])),
  );
  const address = printable(place['addr'], 60);
  const milliseconds = Math.round(Number(seconds) * 1000);
  if (!Number.isFinite(milliseconds)) throw unusable('it does not say how long it took');
  const id = `${unit}/tcp/${family.toLowerCase()}`;
  const scanId = index === 0 ? id : `${id}/nmap-${index + 1}`;
  const counts = { ports: covered, hostAnswered: answered, milliseconds };
  const scan: Scan = { id: scanId, unit, family, transport: 'tcp', address, ...counts };
  return { scan, tcp: open.map((port) => rowOf(port, unit, family)), decided: host['timedout'] !== 'true' };
}

function rowOf(port: Element, unit: string, family: Tcp['family']): Tcp {
  const number = Number(port['portid']);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw unusable('a port is no port number');
  const service = within(port, 'service');
  const asked = service['method'] === 'probed' && typeof service['name'] === 'string';
  const banner = ['product', 'version', 'extrainfo']
    .map((key) => service[key])
    .filter((part) => typeof part === 'string');
  return {
    id: `${unit}/tcp/${family.toLowerCase()}/${number}`,
    ...{ unit, family, port: number },
    speaks: asked ? (ourNames[String(service['name'])] ?? printable(String(service['name']), 60)) : 'unknown',
    encrypted: service['tunnel'] === 'ssl',
    ...(banner.length === 0 ? {} : { banner: printable(banner.join(' '), 200) }),
  };
}

const ourNames: Readonly<Record<string, string>> = {
  https: 'http',
  'http-proxy': 'http',
  domain: 'dns',
  login: 'rlogin',
};

/** How many TCP ports the scan was told to try: `1-1000,3000` is 1001. */
function portsCovered(run: Element): number {
  const tcp = each(run, 'scaninfo').find(({ protocol }) => protocol === 'tcp');
  const ranges = typeof tcp?.['services'] === 'string' ? tcp['services'].split(',') : [];
  return ranges.reduce((sum, range) => {
    const [first, last = first] = range.split('-').map(Number);
    return sum + Math.max(0, (last ?? 0) - (first ?? 0) + 1);
  }, 0);
}

function parse(xml: string): Element {
  if (xml.length > mostBytes) throw unusable('it is larger than 32 MiB');
  // Nmap's own document type is empty; one that declares entities is not nmap's.
  if (/<!ENTITY/i.test(xml)) throw unusable('it declares entities');
  if (!/<\/nmaprun>\s*$/.test(xml)) throw unusable('it was cut short');
  let document: unknown;
  try {
    document = parser.parse(xml);
  } catch {
    throw unusable('it is not well-formed XML');
  }
  const run = within(document, 'nmaprun');
  if (run['scanner'] !== 'nmap') throw unusable('it was not written by nmap');
  return run;
}

const unusable = (why: string): NotObserved => new NotObserved('input-missing', `not a usable nmap document: ${why}`);

function within(element: unknown, name: string): Element {
  const inner = typeof element === 'object' && element !== null ? (element as Element)[name] : undefined;
  const one: unknown = Array.isArray(inner) ? inner[0] : inner;
  return typeof one === 'object' && one !== null ? (one as Element) : {};
}

function each(element: Element, name: string): readonly Element[] {
  const inner = element[name];
  return Array.isArray(inner) ? inner.filter((one): one is Element => typeof one === 'object' && one !== null) : [];
}
