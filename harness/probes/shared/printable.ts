/**
 * Text of hostile bytes, bounded and on one line: control characters, bidirectional overrides and bytes that are not
 * UTF-8 become `\xNN` or `\u{N}`, so that neither a terminal nor a reader can be misled.
 */
export function printable(bytes: Uint8Array | string, limit = 256): string {
  const cut = bytes.slice(0, limit);
  const text = typeof cut === 'string' ? cut : new TextDecoder('utf-8').decode(cut);
  const escaped = text.replace(unprintable, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return point < 0x100 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`;
  });
  return bytes.length > limit ? `${escaped}…` : escaped;
}

const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu;
