const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu;

/**
 * Text that came from a device, made visible: control characters, bidirectional overrides and the like become `\xNN`
 * or `\u{N}`, so that neither a terminal nor a reader can be misled.
 */
export function visible(text: string): string {
  return text.replace(unprintable, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return point < 0x100 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`;
  });
}

/**
 * A JSON text in which the same characters, but for the ends of lines between its members, are escapes (RFC 8259, clause
 * 7): still the same value, and nothing that a terminal obeys. They can stand in no other place than a string.
 */
export function visibleJson(text: string): string {
  return text.replace(unprintable, (character) => (character === '\n' ? character : escaped(character)));
}

const escaped = (character: string) =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
