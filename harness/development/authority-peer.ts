import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An authority of OpenSSL that issues certificates and stamps times, for one test. */
export interface Authority {
  /** Its certificate in PEM, which a test may decide to believe. */
  readonly certificate: string;
  /** Issues a certificate to the key in this file; the path of the certificate, below its name. */
  readonly issue: (key: string, name: string, purpose?: 'emailProtection' | 'serverAuth') => string;
  /** Answers a time-stamp query, with OpenSSL (RFC 3161). */
  readonly stamp: (query: Buffer) => Buffer;
}

const openssl = (folder: string, ...words: readonly string[]) =>
  execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

const configuration = `[tsa]
default_tsa = here
[here]
serial = ./serial
signer_cert = tsa.crt
certs = root.crt
signer_key = tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;

/** Founds an authority in a folder. */
export function foundAuthority(folder: string): Authority {
  const key = (name: string) =>
    openssl(folder, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', name);
  key('root.pem');
  const root = ['-subj', '/CN=Example Root', '-days', '3000', '-out', 'root.crt'];
  const extensions = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  openssl(folder, 'req', '-x509', '-new', '-key', 'root.pem', ...root, ...extensions);
  const issue = (keyFile: string, name: string, purpose: string) => {
    const file = `${name.toLowerCase().replace(/[^a-z]/g, '-')}.crt`;
    writeFileSync(join(folder, 'extensions'), `basicConstraints=critical,CA:FALSE\nextendedKeyUsage=${purpose}\n`);
    openssl(folder, 'req', '-new', '-key', keyFile, '-subj', `/CN=${name}`, '-out', 'request');
    const by = ['-CA', 'root.crt', '-CAkey', 'root.pem', '-CAcreateserial', '-days', '2900'];
    openssl(folder, 'x509', '-req', '-in', 'request', ...by, '-extfile', 'extensions', '-out', file);
    return join(folder, file);
  };
  key('tsa.pem');
  issue('tsa.pem', 'tsa', 'critical,timeStamping');
  writeFileSync(join(folder, 'tsa.cnf'), configuration);
  writeFileSync(join(folder, 'serial'), '01\n');
  const stamp = (query: Buffer) => {
    writeFileSync(join(folder, 'query.tsq'), query);
    openssl(folder, 'ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'answer.tsr');
    return readFileSync(join(folder, 'answer.tsr'));
  };
  return {
    certificate: join(folder, 'root.crt'),
    issue: (keyFile, name, purpose = 'emailProtection') => issue(keyFile, name, purpose),
    stamp,
  };
}

/** Serves an authority over http on the loopback, as `toymark pdf --time-stamp` asks it. */
export async function serveStamps({ stamp }: Authority): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((query) => {
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(stamp(query));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
