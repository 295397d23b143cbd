import { visible } from '../../../schemas/visible.ts';

/**
 * Text of hostile bytes, bounded and on one line: control characters, bidirectional overrides and bytes that are not
 * UTF-8 are escaped, so that neither a terminal nor a reader can be misled.
 */
export function printable(bytes: Uint8Array | string, limit = 256): string {
  const cut = bytes.slice(0, limit);
  const text = visible(typeof cut === 'string' ? cut : new TextDecoder('utf-8').decode(cut));
  return bytes.length > limit ? `${text}…` : text;
}
