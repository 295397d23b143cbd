import { UserError } from '../../schemas/problem.ts';

/** A key in a token, by the names that RFC 7512 gives it. */
export interface TokenKey {
  readonly token: string;
  /** Label of the key. */
  readonly object?: string;
  /** Its id, in hexadecimal. */
  readonly id?: string;
  /** The library of the token's maker. */
  readonly module: string;
}

export const isTokenUri = (text: string): boolean => text.startsWith('pkcs11:');

/**
 * Reads the address of a key in a token (RFC 7512): its token, its label or id, and the library that reaches it. A PIN in
 * it is refused, because command lines are read by others.
 * @throws UserError USAGE
 */
export function readTokenUri(uri: string): TokenKey {
  const [path = '', query = ''] = uri.slice('pkcs11:'.length).split('?', 2);
  const attributes = new Map([...pairs(path, ';'), ...pairs(query, '&')]);
  const foreign = [...attributes.keys()].find((name) => !known.includes(name));
  if (foreign?.startsWith('pin-') === true)
    throw wrong('a PIN has no place in an address', 'Set TOYMARK_PASSPHRASE or name a file with --passphrase-file.');
  if (foreign !== undefined) throw wrong(`does not know the attribute "${foreign.slice(0, 40)}"`);
  const [token, module] = [attributes.get('token'), attributes.get('module-path')];
  const [object, id] = [attributes.get('object'), attributes.get('id')];
  if (token === undefined || module === undefined || (object === undefined && id === undefined))
    throw wrong('an address names token, module-path, and object or id');
  return {
    token,
    module,
    ...(object === undefined ? {} : { object }),
    ...(id === undefined ? {} : { id: Buffer.from(id, 'latin1').toString('hex') }),
  };
}

const known: readonly string[] = ['token', 'object', 'id', 'module-path', 'type'];

function pairs(text: string, separator: string): readonly (readonly [string, string])[] {
  return text
    .split(separator)
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', value = ''] = /^([a-z-]{1,30})=([^=\s]{1,500})$/.exec(part) ?? [];
      if (name === '') throw wrong(`"${part.slice(0, 40)}" is not of the form name=value`);
      return [name, name === 'id' ? unescape8(value) : decoded(value)] as const;
    });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw wrong(`"${value.slice(0, 40)}" is badly escaped`);
  }
}

// An id is bytes, not text.
const unescape8 = (value: string) =>
  value.replace(/%([0-9a-fA-F]{2})/g, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));

const wrong = (
  problem: string,
  hint = 'As pkcs11:token=lab;object=reports?module-path=/usr/lib/softhsm/libsofthsm2.so',
) => new UserError({ code: 'USAGE', where: 'pkcs11:', problem, hint }, 64);
