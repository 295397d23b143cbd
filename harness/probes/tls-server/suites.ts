import { suiteTable } from './suite-table.ts';

/** What the name of a cipher suite says about it. */
export interface Suite {
  /** Two bytes of TLS, three of SSLv2, such as 0xC02F. */
  readonly code: string;
  readonly name: string;
  readonly keyExchange: string;
  readonly authentication: string;
  readonly encryption: string;
  readonly forwardSecrecy: boolean;
}

const names: ReadonlyMap<number, string> = new Map(
  suiteTable
    .replaceAll(',\n', ',')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [prefix = '', rest = ''] = line.split(/: ?/);
      return rest.split(',').map((entry): [number, string] => {
        const [code = '', name = ''] = entry.trim().split(' ');
        return [parseInt(code, 16), `${prefix}${name}`];
      });
    }),
);

const sslv2Names: ReadonlyMap<number, string> = new Map([
  [0x010080, 'SSL_CK_RC4_128_WITH_MD5'],
  [0x020080, 'SSL_CK_RC4_128_EXPORT40_WITH_MD5'],
  [0x030080, 'SSL_CK_RC2_128_CBC_WITH_MD5'],
  [0x040080, 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5'],
  [0x050080, 'SSL_CK_IDEA_128_CBC_WITH_MD5'],
  [0x060040, 'SSL_CK_DES_64_CBC_WITH_MD5'],
  [0x0700c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5'],
]);

/** Suites that only TLS 1.3 uses: their names say nothing about key exchange (RFC 8446, RFC 8998, RFC 9150, RFC 9367). */
const isModern = (code: number): boolean =>
  code >> 8 === 0x13 || [0x00c6, 0x00c7, 0xc0b4, 0xc0b5, 0xc103, 0xc104, 0xc105, 0xc106].includes(code);

const all = [...names.keys()].sort((a, b) => a - b);
/** Codes to offer in TLS 1.3. */
export const modernSuites: readonly number[] = all.filter(isModern);
/** Codes to offer in SSLv3 to TLS 1.2. */
export const classicSuites: readonly number[] = all.filter((code) => !isModern(code));
/** Codes of SSLv2 (three bytes). */
export const sslv2Suites: readonly number[] = [...sslv2Names.keys()];

/** Facts of a suite, by its code; a code that nobody registered is named by itself. */
export function suite(code: number): Suite {
  const name = names.get(code) ?? sslv2Names.get(code);
  const hex = code
    .toString(16)
    .toUpperCase()
    .padStart(code > 0xffff ? 6 : 4, '0');
  const base = { code: `0x${hex}`, name: name ?? `0x${hex}` };
  if (name === undefined) return { ...base, ...unknown };
  if (isModern(code)) return { ...base, ...modern(name) };
  if (name.startsWith('SSL_CK_')) return { ...base, ...sslv2(name) };
  return { ...base, ...classic(name) };
}

type Described = Omit<Suite, 'code' | 'name'>;

const unknown: Described = {
  keyExchange: 'unknown',
  authentication: 'unknown',
  encryption: 'unknown',
  forwardSecrecy: false,
};

function modern(name: string): Described {
  const encryption = /^TLS_SHA(256|384)_/.test(name) ? 'NULL' : cipherOf(name.replace(/^TLS_(.*_WITH_)?/, ''));
  return { keyExchange: 'any', authentication: 'any', encryption, forwardSecrecy: true };
}

function sslv2(name: string): Described {
  const encryption = name.slice('SSL_CK_'.length).replace('_WITH_MD5', '');
  return { keyExchange: 'RSA', authentication: 'RSA', encryption, forwardSecrecy: false };
}

function classic(name: string): Described {
  const [before = '', after = ''] = name.split('_WITH_');
  const method = before.replace(/^(TLS|SSL)_/, '').replace(/_(EXPORT(1024)?|FIPS)$/, '');
  const [keyExchange, authentication] = methods[method] ?? [method, method];
  const forwardSecrecy = ['DHE', 'ECDHE', 'SRP', 'ECCPWD', 'ECJPAKE'].includes(keyExchange);
  return { keyExchange, authentication, encryption: cipherOf(after), forwardSecrecy };
}

const cipherOf = (text: string): string => text.replace(/_(MD5|SHA|SHA256|SHA384|SHA512|SM3|DRAFT|IMIT)$/, '');

// Key exchange and authentication where the name does not have the form "exchange_authentication".
const methods: Readonly<Record<string, readonly [string, string]>> = {
  RSA: ['RSA', 'RSA'],
  DHE_RSA: ['DHE', 'RSA'],
  DHE_DSS: ['DHE', 'DSS'],
  DH_RSA: ['DH', 'RSA'],
  DH_DSS: ['DH', 'DSS'],
  DH_anon: ['DHE', 'anonymous'],
  ECDHE_RSA: ['ECDHE', 'RSA'],
  ECDHE_ECDSA: ['ECDHE', 'ECDSA'],
  ECDH_RSA: ['ECDH', 'RSA'],
  ECDH_ECDSA: ['ECDH', 'ECDSA'],
  ECDH_anon: ['ECDHE', 'anonymous'],
  PSK: ['PSK', 'PSK'],
  DHE_PSK: ['DHE', 'PSK'],
  PSK_DHE: ['DHE', 'PSK'],
  ECDHE_PSK: ['ECDHE', 'PSK'],
  RSA_PSK: ['RSA', 'PSK'],
  KRB5: ['KRB5', 'KRB5'],
  SRP_SHA: ['SRP', 'SRP'],
  SRP_SHA_RSA: ['SRP', 'RSA'],
  SRP_SHA_DSS: ['SRP', 'DSS'],
  FORTEZZA_KEA: ['KEA', 'DSS'],
};
