import { constants, type X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { withDeadline } from '../shared/deadline.ts';
import { printable } from '../shared/printable.ts';
import type { Client } from './client.ts';
import { longestChain } from './server-messages.ts';

/** A kind of server key, and how to ask for it in both TLS 1.2 and 1.3. */
export type KeyKind = 'RSA' | 'ECDSA' | 'EdDSA';

const asking: Readonly<Record<KeyKind, { readonly ciphers: string; readonly sigalgs: string }>> = {
  RSA: {
    ciphers: 'aRSA:@SECLEVEL=0',
    sigalgs:
      'RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512:rsa_pss_pss_sha256:rsa_pss_pss_sha384:RSA+SHA256:RSA+SHA384:RSA+SHA512:RSA+SHA224:RSA+SHA1',
  },
  ECDSA: { ciphers: 'aECDSA:@SECLEVEL=0', sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ECDSA+SHA224:ECDSA+SHA1' },
  EdDSA: { ciphers: 'aECDSA:@SECLEVEL=0', sigalgs: 'ed25519:ed448' },
};

/** What a finished handshake showed. */
export interface Secured {
  /** DER, the leaf first, as far as each is issued by the next. */
  readonly chain: readonly Buffer[];
  /** "ok", or the code of the path validation. */
  readonly validation: string;
  readonly protocol: string | undefined;
}

interface Wish {
  readonly kind?: KeyKind;
  /** Trust anchors in PEM; none at all where empty. */
  readonly anchors: readonly string[];
  readonly protocols?: readonly string[];
}

/** A whole handshake by Node's own TLS, whatever the certificate; undefined where it does not succeed. */
export async function secure(client: Client, wish: Wish): Promise<Secured | undefined> {
  return await client.pace.among(async () => {
    client.signal.throwIfAborted();
    client.count.connections++;
    const socket = connect(options(client, wish));
    // Errors after the outcome is known would otherwise end the program.
    socket.on('error', () => undefined);
    try {
      const { signal, patience } = client;
      const milliseconds = patience.connect + patience.answer;
      await withDeadline({ signal, milliseconds }, (limit) => once(socket, 'secureConnect', { signal: limit }));
      return facts(socket);
    } catch (error) {
      client.signal.throwIfAborted();
      client.failures.add(printable(codeOf(error as Error), 100));
      return undefined;
    } finally {
      socket.destroy();
    }
  });
}

function options({ peer, name }: Client, { kind, anchors, protocols }: Wish) {
  return {
    host: peer.address,
    port: peer.port,
    servername: name === undefined || isIP(name) !== 0 ? '' : name,
    ca: [...anchors],
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    minVersion: 'TLSv1' as const,
    // Servers without secure renegotiation are to be seen, too.
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    ...(kind === undefined ? { ciphers: 'ALL:@SECLEVEL=0' } : asking[kind]),
    ...(protocols === undefined ? {} : { ALPNProtocols: [...protocols] }),
  };
}

function facts(socket: TLSSocket): Secured {
  // Against its types, the error is absent where there is none, and a code where there is one.
  const error = socket.authorizationError as Error | string | null | undefined;
  const protocol = socket.alpnProtocol;
  return {
    chain: chainOf(socket),
    validation: error instanceof Error ? codeOf(error) : (error ?? 'ok'),
    protocol: typeof protocol === 'string' ? protocol : undefined,
  };
}

const codeOf = (error: Error & { code?: string }): string => error.code ?? error.message;

function chainOf(socket: TLSSocket): readonly Buffer[] {
  const chain: Buffer[] = [];
  let next: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (next !== undefined && chain.length < longestChain) {
    const { raw } = next;
    if (chain.some((seen) => seen.equals(raw))) break;
    chain.push(raw);
    next = next.issuerCertificate;
  }
  return chain;
}
