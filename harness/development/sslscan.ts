import { execFileSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';

interface Cipher {
  readonly '@_sslversion': string;
  readonly '@_id': string;
}

/** What sslscan finds at a port of this machine, each as `TLS 1.2 0xC02F`. */
export function sslscan(port: number): readonly string[] {
  const xml = execFileSync('sslscan', ['--xml=-', '--sni-name=toy.example', `127.0.0.1:${port}`], { encoding: 'utf8' });
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    document: { ssltest: { cipher?: Cipher | readonly Cipher[] } };
  };
  const code = (id: string) => `0x${id.replace('0x', '').toUpperCase().padStart(4, '0')}`;
  return [parsed.document.ssltest.cipher ?? []]
    .flat()
    .map((cipher) => `${cipher['@_sslversion'].replace('v', ' ')} ${code(cipher['@_id'])}`);
}
