import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { connect } from 'node:tls';
import type { Observing } from '../../gather/probe.ts';
import { keyDigest } from '../shared/browser.ts';

type Given = Pick<Observing, 'declaration' | 'declarationFolder' | 'bench'>;

/**
 * Keys of the servers whose certificates the declared trust anchors prove, name, time and chain. Only these are believed
 * by the browser beside what it believes anyway; every other bad certificate is seen.
 */
export async function trustedKeys(given: Given, origin: URL): Promise<readonly string[]> {
  const { declaration, declarationFolder, bench } = given;
  const anchors = declaration.ixit.trustAnchors.flatMap(({ file }) => readAnchor(resolve(declarationFolder, file)));
  if (anchors.length === 0 || origin.protocol !== 'https:') return [];
  const port = Number(origin.port || '443');
  const hosts = [...new Set([origin.hostname, ...Object.keys(bench.names ?? {})])];
  const found = await Promise.all(
    hosts.map((host) => provedKey({ host, address: bench.names?.[host] ?? host, port, ca: anchors })),
  );
  return [...new Set(found.flatMap((key) => (key === undefined ? [] : [key])))];
}

function readAnchor(file: string): readonly string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}

interface Server {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly ca: readonly string[];
}

function provedKey({ host, address, port, ca }: Server): Promise<string | undefined> {
  return new Promise((done) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host: address, port, ca: [...ca], ...name, timeout: 3000 });
    const end = (key?: string) => {
      socket.destroy();
      done(key);
    };
    socket.once('secureConnect', () => {
      const raw = socket.getPeerX509Certificate()?.raw;
      end(raw === undefined ? undefined : keyOf(raw));
    });
    socket.once('error', () => {
      end();
    });
    socket.once('timeout', () => {
      end();
    });
  });
}

const keyOf = (certificate: Buffer) =>
  keyDigest(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }));
