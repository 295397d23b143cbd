import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token says: whose session it is, and until when it holds (milliseconds of the family's clock). */
export interface Claims {
  readonly session: string;
  readonly family: string;
  readonly until: number;
}

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const sign = (key: string, text: string) => createHmac('sha256', key).update(text).digest();

/** A JSON Web Token with HMAC and SHA-256 (RFC 7519, RFC 7518 clause 3.2). */
export function issueToken(key: string, claims: Claims): string {
  const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${text}.${sign(key, text).toString('base64url')}`;
}

/** The claims of a token; undefined where it is none or, where that is asked for, somebody else signed it. */
export function readToken(key: string, token: string, checksSignature: boolean): Claims | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = sign(key, `${head}.${body}`);
  const given = Buffer.from(signature, 'base64url');
  // A character that base64url leaves without meaning is still another token.
  const exact = given.toString('base64url') === signature && head === header;
  const genuine = exact && given.length === expected.length && timingSafeEqual(given, expected);
  if (checksSignature && !genuine) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Partial<Claims>;
    const { session, family, until } = claims;
    const whole = typeof session === 'string' && typeof family === 'string' && typeof until === 'number';
    return whole ? { session, family, until } : undefined;
  } catch {
    return undefined;
  }
}
