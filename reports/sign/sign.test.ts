import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, statSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { UserError } from '../../schemas/problem.ts';
import { validate } from '../../schemas/validate.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { newKey, readKey, trustEntry, writeKey } from './keys.ts';
import { pae } from './pae.ts';
import { algorithms } from './public-key.ts';
import { signReport } from './sign.ts';
import { signerOf } from './signer.ts';
import { statementOf, subjectsOf } from './statement.ts';

const passphrase = 'correct horse battery staple';

describe('sign', () => {
  it('encodes what is signed as DSSE 1.0 says', () => {
    // The vector of the DSSE protocol document.
    const encoded = pae('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(encoded.toString()).to.equal('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    expect(pae('é', Buffer.alloc(0)).toString()).to.equal('DSSEv1 2 é 0 ');
  });

  for (const algorithm of algorithms)
    it(`makes ${algorithm} signatures that openssl verifies`, async () => {
      await inScratch(async (folder) => {
        const file = (name: string) => join(folder, name);
        const key = newKey(algorithm);
        const envelope = await signReport(sampleReport('conforms'), [signerOf(key)]);
        const signed = pae(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
        writeFileSync(file('pae.bin'), signed);
        writeFileSync(file('s.bin'), Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'));
        writeFileSync(file('key.pem'), createPublicKey(key).export({ type: 'spki', format: 'pem' }));
        const digest = algorithm === 'p256' ? ['-digest', 'sha256'] : [];
        const verify = () =>
          execFileSync(
            'openssl',
            [
              'pkeyutl',
              '-verify',
              '-pubin',
              '-inkey',
              file('key.pem'),
              '-rawin',
              ...digest,
              '-in',
              file('pae.bin'),
              '-sigfile',
              file('s.bin'),
            ],
            { stdio: 'pipe' },
          ).toString();
        expect(verify()).to.contain('Verified Successfully');
        signed[signed.length - 2]! ^= 1;
        writeFileSync(file('pae.bin'), signed);
        expect(verify).to.throw();
      });
    });

  it('names the digests of the parts and of the declaration as subjects', () => {
    const report = sampleReport('conforms');
    const subjects = subjectsOf(report);
    expect(subjects.map(({ name }) => name)).to.deep.equal(['part/firmware', 'part/app', 'declaration']);
    expect(validate('statement', statementOf(report))).to.deep.equal([]);
  });

  it('makes envelopes that fit their schema', async () => {
    const signers = algorithms.map((algorithm) => signerOf(newKey(algorithm)));
    expect(validate('envelope', await signReport(sampleReport('conforms'), signers))).to.deep.equal([]);
  });
});

describe('keys', () => {
  for (const algorithm of algorithms)
    it(`keeps a ${algorithm} key encrypted, for its owner alone, and never overwrites it`, async () => {
      await inScratch((folder) => {
        const file = join(folder, 'key.pem');
        const key = newKey(algorithm);
        writeKey(file, key, passphrase);
        expect(readFileSync(file, 'utf8')).to.contain('BEGIN ENCRYPTED PRIVATE KEY');
        expect(statSync(file).mode & 0o777).to.equal(0o600);
        expect(readKey(file, passphrase).keyId).to.equal(signerOf(key).keyId);
        expect(codeOf(() => writeKey(file, key, passphrase))).to.equal('FILE');
        expect(codeOf(() => readKey(file, 'another passphrase'))).to.equal('PASSPHRASE');
        expect(codeOf(() => readKey(file, undefined))).to.equal('PASSPHRASE');
      });
    });

  it('refuses a short passphrase', async () => {
    await inScratch((folder) => {
      expect(codeOf(() => writeKey(join(folder, 'key.pem'), newKey('ed25519'), 'short'))).to.equal('PASSPHRASE');
    });
  });

  it('reads a key without a passphrase where its owner asked for one', async () => {
    await inScratch((folder) => {
      const file = join(folder, 'key.pem');
      writeKey(file, newKey('p256'), undefined);
      expect(readKey(file, undefined).algorithm).to.equal('p256');
    });
  });

  const others = [
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
    ['Ed448', generateKeyPairSync('ed448').privateKey],
  ] as const;
  for (const [name, key] of others)
    it(`refuses a key of ${name}`, async () => {
      await inScratch((folder) => {
        const file = join(folder, 'key.pem');
        writeKey(file, key, undefined);
        expect(codeOf(() => readKey(file, undefined))).to.equal('KEY');
      });
    });

  // Node waits for ever if it collects what generated a key while it tells that key's details: once in many runs.
  it('asks a key that was just generated for no details', () => {
    const key = newKey('p256');
    const asked = () => expect.fail('it was asked');
    Object.defineProperty(key, 'asymmetricKeyDetails', { get: asked });
    expect(signerOf(key).algorithm).to.equal('p256');
    expect(() => key.asymmetricKeyDetails).to.throw('it was asked');
  });

  it('refuses a file that is no key', async () => {
    await inScratch((folder) => {
      const file = join(folder, 'key.pem');
      writeFileSync(file, 'hello');
      expect(codeOf(() => readKey(file, undefined))).to.equal('KEY');
      expect(codeOf(() => readKey(join(folder, 'absent.pem'), undefined))).to.equal('FILE');
    });
  });

  it('writes the entry for a trust list with the digest of the key as openssl computes it', async () => {
    await inScratch((folder) => {
      const file = join(folder, 'key.pem');
      writeKey(file, newKey('ed25519'), undefined);
      const der = execFileSync('openssl', ['pkey', '-in', file, '-pubout', '-outform', 'DER']);
      const digest = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der }).toString().slice(0, 64);
      const { publicKey } = readKey(file, undefined);
      expect(trustEntry(publicKey)).to.contain(`keyid: ${digest}`).and.contain(der.toString('base64'));
      expect(createPrivateKey(readFileSync(file)).asymmetricKeyType).to.equal('ed25519');
    });
  });
});

function codeOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(UserError);
    return (error as UserError).problems[0]?.code;
  }
}

async function inScratch(work: (folder: string) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
