/** Which certificate somebody asks for: its number, and the digest of what was signed, so that no other can answer. */
export interface Asked {
  readonly id: string;
  /** `sha256:` and lower-case hexadecimal. */
  readonly digest: string;
}

/** What stands behind the # of an address. It is never sent to a server; base64url keeps the QR code small. */
export function fragmentOf({ id, digest }: Asked): string {
  return `${id}.${base64url(Buffer.from(digest.replace('sha256:', ''), 'hex'))}`;
}

/** Reads it; undefined for anything else. */
export function readFragment(text: string): Asked | undefined {
  const [, id = '', encoded = ''] = /^#?([A-Z0-9][A-Z0-9-]{3,39})\.([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  const digest = Buffer.from(encoded.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
  const asked = { id, digest: `sha256:${digest.toString('hex')}` };
  return digest.length === 32 && base64url(digest) === encoded ? asked : undefined;
}

const base64url = (digest: Buffer) =>
  digest.toString('base64').replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
