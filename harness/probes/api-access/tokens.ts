import { createHmac, randomBytes } from 'node:crypto';
import type { Attempt } from './attempt.ts';

interface Altered {
  readonly credentials: Attempt['credentials'];
  readonly credential: string;
}

/**
 * A token with each of its parts changed in one character, and where it is a JSON Web Token (RFC 7519) the same claims
 * signed by somebody else and by nobody.
 */
export function alteredTokens(credential: string): readonly Altered[] {
  // Further cookies of a session go along as they are.
  const [token = '', ...cookies] = credential.split('; ');
  return alteredOf(token).map((one) => ({ ...one, credential: [one.credential, ...cookies].join('; ') }));
}

function alteredOf(token: string): readonly Altered[] {
  const parts = token.split('.');
  const [head = '', claims = '', signature = ''] = parts;
  if (parts.length !== 3 || head === '' || signature === '')
    return [{ credentials: 'altered', credential: turned(token) }];
  const text = `${head}.${claims}`;
  const other = createHmac('sha256', randomBytes(32)).update(text).digest('base64url');
  return [
    { credentials: 'altered-header', credential: `${turned(head)}.${claims}.${signature}` },
    { credentials: 'altered-claims', credential: `${head}.${later(claims)}.${signature}` },
    { credentials: 'altered-signature', credential: `${text}.${turned(signature)}` },
    { credentials: 'other-issuer', credential: `${text}.${other}` },
  ];
}

// In the middle, where no bit is left over by the encoding.
function turned(part: string): string {
  const at = Math.floor(part.length / 2);
  return `${part.slice(0, at)}${part[at] === 'A' ? 'B' : 'A'}${part.slice(at + 1)}`;
}

// One figure of the claims, so that they can still be read: a time, where there is one.
function later(claims: string): string {
  const text = Buffer.from(claims, 'base64url').toString();
  const changed = text.replace(
    /(\d)(\d*)(?=\D*$)/,
    (_, first: string, rest: string) => `${first === '9' ? '8' : Number(first) + 1}${rest}`,
  );
  return changed === text ? turned(claims) : Buffer.from(changed).toString('base64url');
}
