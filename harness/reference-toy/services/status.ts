/** Codes of CoAP as they stand on the wire (RFC 7252, clause 12.1). */
const get = 0x01;
const content = 0x45;
const notFound = 0x84;
const notAllowed = 0x85;

/**
 * The answer to one datagram of the status service, CoAP over UDP (RFC 7252): `GET /status` and the list of resources.
 * An answer is at most three times as long as the request, because anybody can forge a sender; undefined is silence.
 */
export function answerStatus(request: Buffer, status: Readonly<Record<string, unknown>>): Buffer | undefined {
  const message = parse(request);
  if (message === undefined) return undefined;
  // A ping is answered by a reset (clause 4.3); answers and empty acknowledgements are not answered.
  if (message.code === 0) return message.type === 0 ? Buffer.concat([Buffer.of(0x70, 0), message.id]) : undefined;
  if (message.type > 1 || message.code > 31) return undefined;
  const reply = (code: number, ...body: readonly Uint8Array[]) => {
    const head = Buffer.of(0x40 | (message.type === 0 ? 0x20 : 0x10) | message.token.length, code);
    return Buffer.concat([head, message.id, message.token, ...body]);
  };
  const found = message.code === get ? resource(message.path, status) : undefined;
  const answer =
    found === undefined
      ? reply(message.code === get ? notFound : notAllowed)
      : reply(content, Buffer.of(0xc1, found.format, 0xff), Buffer.from(found.text));
  return answer.length <= 3 * request.length ? answer : undefined;
}

function resource(
  path: string,
  status: Readonly<Record<string, unknown>>,
): { format: number; text: string } | undefined {
  if (path === 'status') return { format: 50, text: JSON.stringify(status) };
  return path === '.well-known/core' ? { format: 40, text: '</status>' } : undefined;
}

interface Message {
  readonly type: number;
  readonly code: number;
  readonly id: Buffer;
  readonly token: Buffer;
  readonly path: string;
}

function parse(octets: Buffer): Message | undefined {
  const [head = 0, code = 0] = octets;
  const tokenLength = head & 15;
  if (octets.length < 4 + tokenLength || head >> 6 !== 1 || tokenLength > 8) return undefined;
  const path = pathOf(octets.subarray(4 + tokenLength));
  if (path === undefined) return undefined;
  return { type: (head >> 4) & 3, code, id: octets.subarray(2, 4), token: octets.subarray(4, 4 + tokenLength), path };
}

// Options are deltas to the number before (clause 3.1); 11 is Uri-Path.
function pathOf(options: Buffer): string | undefined {
  const parts: string[] = [];
  let number = 0;
  for (let at = 0; at < options.length && options[at] !== 0xff;) {
    const head = options[at++] ?? 0;
    const delta = extended(options, head >> 4, at);
    const length = delta && extended(options, head & 15, delta.next);
    if (delta === undefined || length === undefined || length.next + length.value > options.length) return undefined;
    number += delta.value;
    at = length.next + length.value;
    if (number === 11) parts.push(options.subarray(length.next, at).toString('latin1'));
  }
  return parts.join('/');
}

function extended(options: Buffer, nibble: number, at: number): { value: number; next: number } | undefined {
  if (nibble < 13) return { value: nibble, next: at };
  if (nibble === 13) return { value: 13 + (options[at] ?? 0), next: at + 1 };
  return nibble === 15 || at + 2 > options.length ? undefined : { value: 269 + options.readUInt16BE(at), next: at + 2 };
}
