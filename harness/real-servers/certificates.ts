import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyFiles } from '../development/service-peers.ts';
import { issue, keyPem, type Identity } from '../reference-toy/certificates.ts';

/** What is wrong with a certificate; nothing where empty. */
export interface Flaws {
  readonly name?: string;
  readonly expired?: boolean;
  /** Begins to hold an hour from now, by the clock of the bench. */
  readonly notYet?: boolean;
  readonly selfSigned?: boolean;
  /** The server does not show the authority between it and the root. */
  readonly missingIntermediate?: boolean;
  /** Bits of an RSA key; a P-256 key where absent. */
  readonly rsaBits?: number;
}

/** The name under which every server of the scenarios is declared. */
export const host = 'toy.example';

const day = 86_400_000;

/** Writes a server's key and chain, and the root as `anchor.pem`: root, one authority below it, server. */
export function writeChain(folder: string, flaws: Flaws = {}): KeyFiles {
  const root = issue({ name: 'Example Root', names: [] });
  const between = issue({ name: 'Example Authority', names: [], issuer: root, authority: true });
  const server = issueServer(flaws, between);
  const files = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
  const above = flaws.selfSigned === true || flaws.missingIntermediate === true ? '' : between.certificate;
  writeFileSync(files.key, keyPem(server));
  writeFileSync(files.certificate, server.certificate + above);
  writeFileSync(join(folder, 'anchor.pem'), root.certificate);
  return files;
}

function issueServer({ name = host, expired, notYet, selfSigned, rsaBits }: Flaws, issuer: Identity): Identity {
  const days = expired === true ? [-20, -10] : [notYet === true ? 1 / 24 : -1, 90];
  const [notBefore, notAfter] = days.map((after) => new Date(Date.now() + after * day));
  return issue({
    name,
    names: [name],
    ...(selfSigned === true ? { authority: false } : { issuer }),
    ...(rsaBits === undefined ? {} : { key: generateKeyPairSync('rsa', { modulusLength: rsaBits }).privateKey }),
    ...(notBefore && { notBefore }),
    ...(notAfter && { notAfter }),
  });
}
