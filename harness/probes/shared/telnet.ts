/** What was said over telnet, and the bytes that refuse every option that was offered or asked for (RFC 854, RFC 855). */
export function withoutOptions(bytes: Uint8Array): { readonly text: string; readonly refusals: Buffer } {
  const said: number[] = [];
  const refusals: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 255) {
      said.push(byte);
      continue;
    }
    const verb = bytes[at + 1] ?? 0;
    const option = bytes[at + 2] ?? 0;
    if (verb === 255) said.push(255);
    // DO is answered by WON'T, WILL by DON'T.
    if (verb === 253) refusals.push(255, 252, option);
    if (verb === 251) refusals.push(255, 254, option);
    at += verb >= 251 && verb <= 254 ? 2 : 1;
  }
  return { text: Buffer.from(said).toString('utf8'), refusals: Buffer.from(refusals) };
}
