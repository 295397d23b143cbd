import { execFileSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';

interface Cipher {
  readonly '@_sslversion': string;
  readonly '@_id': string;
}

interface Protocol {
  readonly '@_type': string;
  readonly '@_version': string;
  readonly '@_enabled': string;
}

// Versions and suites are compared; its other checks wait for answers that some servers never give.
const onlySuites = ['heartbleed', 'renegotiation', 'compression', 'fallback', 'groups', 'check-certificate'].map(
  (check) => `--no-${check}`,
);

function scanned(port: number): {
  readonly cipher?: Cipher | readonly Cipher[];
  readonly protocol: readonly Protocol[];
} {
  const args = ['--xml=-', '--sni-name=toy.example', ...onlySuites, `127.0.0.1:${port}`];
  const xml = execFileSync('sslscan', args, { encoding: 'utf8' });
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    document: { ssltest: ReturnType<typeof scanned> };
  };
  return parsed.document.ssltest;
}

/** The versions that sslscan finds at a port of this machine, each as `TLS 1.2` or `SSLv3`. */
export const sslscanVersions = (port: number): readonly string[] =>
  scanned(port)
    .protocol.filter((protocol) => protocol['@_enabled'] === '1')
    .map((protocol) => `${protocol['@_type'] === 'ssl' ? 'SSLv' : 'TLS '}${protocol['@_version']}`);

/** What sslscan finds at a port of this machine, each as `TLS 1.2 0xC02F`. */
export function sslscan(port: number): readonly string[] {
  const code = (id: string) => `0x${id.replace('0x', '').toUpperCase().padStart(4, '0')}`;
  return [scanned(port).cipher ?? []]
    .flat()
    .map((cipher) => `${cipher['@_sslversion'].replace('v', ' ')} ${code(cipher['@_id'])}`);
}
