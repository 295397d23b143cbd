import { spawn } from 'node:child_process';
import { hash, verify } from 'node:crypto';
import { UserError } from '../../schemas/problem.ts';
import { KeyError, readPublicKey, type Algorithm, type PublicKey } from './public-key.ts';
import type { Signer } from './signer.ts';
import type { TokenKey } from './token-uri.ts';

/**
 * A key that never leaves its token (PKCS#11), reached by pkcs11-tool of OpenSC. The PIN is handed over in the
 * environment of that one program, never on a command line, and is written nowhere. P-256 signs anything; Ed25519 what
 * is short, such as checkpoints and roots, because the program hands over a longer text in parts, which that does not allow.
 * @param pin asked for once, when something is first signed
 * @throws UserError TOOL where pkcs11-tool is not installed, KEY where the token holds no such key
 */
export async function tokenSigner(key: TokenKey, pin: () => Promise<string>): Promise<Signer> {
  const which = ['--id', key.id ?? (await idByLabel(key))];
  const publicKey = readFrom(key, await run(key, ['--read-object', '--type', 'pubkey', ...which], {}));
  let opened: Promise<string> | undefined;
  return {
    publicKey,
    algorithm: publicKey.algorithm,
    keyId: publicKey.keyId,
    sign: async (bytes) => {
      const { mechanism, input, digest } = asked(publicKey.algorithm, bytes);
      if (input.length > mostAtOnce) throw refused(key, tooLong);
      opened ??= pin();
      const signature = await run(key, [...signing, ...mechanism, ...which], { pin: await opened, input });
      // A token that answers something else must not end up in a document.
      if (!verify(digest, bytes, publicKey.key, signature))
        throw refused(key, 'the token gave a signature that does not hold');
      return signature;
    },
  };
}

const variable = 'TOYMARK_TOKEN_PIN';
const signing = ['--login', '--pin', `env:${variable}`, '--sign'];
/** Bytes that pkcs11-tool signs at once (OpenSC 0.23). */
const mostAtOnce = 1024;
const tooLong = `an Ed25519 key in a token signs at most ${mostAtOnce} bytes; a P-256 key signs reports`;

// ECDSA signs a digest that was made before; Ed25519 the text itself (RFC 8032).
function asked(algorithm: Algorithm, bytes: Uint8Array) {
  return algorithm === 'ed25519'
    ? ({ mechanism: ['--mechanism', 'EDDSA'], input: Buffer.from(bytes), digest: null } as const)
    : ({ mechanism: ecdsa, input: hash('sha256', bytes, 'buffer'), digest: 'sha256' } as const);
}

const ecdsa = ['--mechanism', 'ECDSA', '--signature-format', 'openssl'];
const patience = 60_000;
const largestAnswer = 64 * 1024;

/** Bytes of a SubjectPublicKeyInfo of Ed25519 (RFC 8410); one of P-256 is twice as long. */
const ed25519Length = 44;

function readFrom(key: TokenKey, answer: Buffer): PublicKey {
  const text = answer.toString('latin1');
  const body = /-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/.exec(text)?.[1];
  const spki = body === undefined ? answer : Buffer.from(body, 'base64');
  try {
    return readPublicKey(spki, spki.length === ed25519Length ? 'ed25519' : 'p256');
  } catch (error) {
    if (error instanceof KeyError) throw refused(key, 'a key in a token is a P-256 or an Ed25519 key; this one is not');
    throw error;
  }
}

// pkcs11-tool signs with the first key there is where it is given a label alone (OpenSC 0.23), so the id is looked up.
async function idByLabel(key: TokenKey): Promise<string> {
  const listed = (await run(key, ['--list-objects', '--type', 'pubkey'], {})).toString();
  const ids = listed.split(/^(?=Public Key Object)/m).flatMap((object) => {
    const [, label] = /^ {2}label: +(.+)$/m.exec(object) ?? [];
    const [, id] = /^ {2}ID: +([0-9a-f]+)$/m.exec(object) ?? [];
    return label === key.object && id !== undefined ? [id] : [];
  });
  const [id, ...more] = ids;
  if (id === undefined) throw refused(key, 'the token holds no such key');
  if (more.length > 0) throw refused(key, `${ids.length} keys have this label; name one by its id`);
  return id;
}

interface Handed {
  readonly pin?: string;
  readonly input?: Buffer;
}

function run(key: TokenKey, request: readonly string[], { pin, input }: Handed): Promise<Buffer> {
  const words = ['--module', key.module, '--token-label', key.token, ...request];
  return new Promise((resolve, reject) => {
    const child = spawn('pkcs11-tool', words, {
      env: { ...process.env, ...(pin === undefined ? {} : { [variable]: pin }) },
      signal: AbortSignal.timeout(patience),
    });
    const answer = { out: Buffer.alloc(0), said: Buffer.alloc(0) };
    const more = (to: keyof typeof answer) => (chunk: Buffer) => {
      answer[to] = Buffer.concat([answer[to], chunk]);
      if (answer[to].length > largestAnswer) child.kill();
    };
    child.stdout.on('data', more('out'));
    child.stderr.on('data', more('said'));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error) => reject((error as NodeJS.ErrnoException).code === 'ENOENT' ? missing : error));
    child.on('close', (status) => {
      if (status === 0 && answer.out.length > 0) resolve(answer.out);
      else reject(refused(key, reasonIn(answer.said.toString())));
    });
  });
}

// The codes of PKCS#11 in words; what else the program said stays unsaid, for it may hold more than we know.
const reasons: readonly (readonly [RegExp, string])[] = [
  [/CKR_PIN_INCORRECT|CKR_PIN_LEN_RANGE/, 'the PIN is wrong; after a few wrong ones the token locks itself'],
  [/CKR_PIN_LOCKED/, 'the token is locked after wrong PINs'],
  [/Failed to load pkcs11 module/i, 'the library of the token cannot be loaded'],
  [/No slot with token named|Slot with label|could not find|No slots/i, 'no such token is there'],
  [/cannot create EVP_PKEY/, 'a key in a token is a P-256 or an Ed25519 key; this one is not'],
  [/object not found|Private key not found/i, 'the token holds no such key'],
];

function reasonIn(said: string): string {
  const [code] = /CKR_[A-Z_]+/.exec(said) ?? [];
  return reasons.find(([sign]) => sign.test(said))?.[1] ?? `the token refused${code === undefined ? '' : ` (${code})`}`;
}

const refused = ({ token, object, id }: TokenKey, problem: string) =>
  new UserError({ code: 'KEY', where: `pkcs11:token=${token};${object ?? id}`, problem });

const missing = new UserError(
  {
    code: 'TOOL',
    where: 'pkcs11-tool',
    problem: 'is not installed; it speaks with tokens',
    hint: 'It is part of OpenSC, the package opensc.',
  },
  64,
);
