import { nginxTls, type Tls } from '../../development/tls-peers.ts';
import { host, writeChain, type Flaws } from '../certificates.ts';
import { service, type Expected, type Scenario } from '../scenario.ts';

const sound = { 'COMM-1-1': 'pass', 'COMM-8-1': 'pass', 'COMM-9-1': 'pass', 'COMM-10-1': 'pass' } as const;
const soundCertificate = { 'COMM-2-1': 'pass', 'COMM-2-2': 'pass', 'COMM-11-1': 'pass' } as const;

interface Web {
  readonly flaws?: Flaws;
  readonly tls?: Partial<Tls>;
  readonly expect: Readonly<Record<string, Expected>>;
}

const web = (name: string, { flaws, tls, expect }: Web): Scenario => ({
  name: `nginx ${name}`,
  needs: ['nginx'],
  start: ({ address, folder }) => nginxTls({ address, port: 443, files: writeChain(folder, flaws), ...tls }),
  features: ['network-web-interface'],
  ixit: {
    services: [service(443, 'https', { host, trustAnchor: 'root' })],
    trustAnchors: [{ id: 'root', file: 'anchor.pem' }],
  },
  expect,
});

export const scenarios: readonly Scenario[] = [
  web('with current TLS and a sound certificate', { expect: { ...sound, ...soundCertificate } }),
  web('that takes TLS 1.0 too', {
    tls: { versions: { from: 'TLSv1', to: 'TLSv1.3' }, suites: 'ECDHE+AES' },
    expect: { ...sound, 'COMM-1-1': { fail: 'negotiates TLS 1.0, TLS 1.1' } },
  }),
  web('without TLS 1.3', {
    tls: { versions: { from: 'TLSv1.2', to: 'TLSv1.2' } },
    expect: { ...sound, 'COMM-10-1': { fail: 'does not offer TLS 1.3' } },
  }),
  web('that takes suites without encryption', {
    flaws: { rsaBits: 2048 },
    tls: { suites: 'ECDHE+eNULL:ECDHE+AESGCM' },
    expect: { ...sound, 'COMM-8-1': { fail: '_WITH_NULL_SHA' } },
  }),
  web('with an RSA key of 1024 bits', {
    flaws: { rsaBits: 1024 },
    expect: { ...soundCertificate, 'COMM-11-1': { fail: 'has a key (rsa) of 1024 bits' } },
  }),
  web('with an expired certificate', {
    flaws: { expired: true },
    expect: { ...soundCertificate, 'COMM-2-1': { fail: 'CERT_HAS_EXPIRED' } },
  }),
  web('whose clock is an hour ahead of the bench', {
    flaws: { notYet: true },
    expect: { ...soundCertificate, 'COMM-2-1': { fail: 'CERT_NOT_YET_VALID; it says from ' } },
  }),
  web('with a certificate that it signed itself', {
    flaws: { selfSigned: true },
    expect: { ...soundCertificate, 'COMM-2-1': { fail: 'SELF_SIGNED' } },
  }),
  web('with a certificate for another name', {
    flaws: { name: 'other.example' },
    expect: { ...soundCertificate, 'COMM-2-2': { fail: 'is not made for toy.example' } },
  }),
  web('that forgets the intermediate certificate', {
    flaws: { missingIntermediate: true },
    expect: { ...soundCertificate, 'COMM-2-1': { fail: 'UNABLE_TO' } },
  }),
];
