import { parseStrictJson } from '../../schemas/strict-json.ts';
import { payloadType, type PayloadType } from '../sign/pae.ts';
import { refuse } from './refusal.ts';

/** An envelope that has the strict form; nothing in it is believed yet. */
export interface OpenedEnvelope {
  readonly type: PayloadType;
  /** The exact bytes that were signed. */
  readonly payload: Buffer;
  readonly signatures: readonly { readonly keyId: string; readonly signature: Buffer }[];
}

const mostSignatures = 16;
const mostBytes = 24 * 1024 * 1024;

/**
 * Reads a DSSE envelope in the strict profile: I-JSON, exactly the known members, the one expected payload type, standard
 * base64 in its only canonical form, each key at most once.
 * @throws Refusal, JsonError
 */
export function openEnvelope(bytes: Uint8Array, type: PayloadType = payloadType): OpenedEnvelope {
  const envelope = members(parseStrictJson(bytes, mostBytes), ['payload', 'payloadType', 'signatures'], 'the envelope');
  if (envelope['payloadType'] !== type)
    refuse('PAYLOAD_TYPE', `the payload is not of type ${type}: this is another kind of document`);
  const signatures = readSignatures(envelope['signatures']);
  if (new Set(signatures.map(({ keyId }) => keyId)).size < signatures.length)
    refuse('SIG_DUP', 'two signatures name the same key');
  return { type, payload: decodeBase64(envelope['payload'], 'the payload'), signatures };
}

/** Base64 (RFC 4648, section 4) that has exactly one spelling: padded, no white space, no stray bits. */
export function decodeBase64(text: unknown, what: string): Buffer {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (typeof text !== 'string' || bytes.toString('base64') !== text) refuse('B64', `${what} is not canonical base64`);
  return bytes;
}

function readSignatures(value: unknown): OpenedEnvelope['signatures'] {
  if (!Array.isArray(value)) refuse('SCHEMA', 'signatures is not a list');
  if (value.length === 0 || value.length > mostSignatures)
    refuse('SIGS', `${value.length} signatures; between 1 and ${mostSignatures} are expected`);
  return value.map((one: unknown, index) => {
    const what = `signature ${index + 1}`;
    const { keyid, sig } = members(one, ['keyid', 'sig'], what);
    if (typeof keyid !== 'string' || keyid.length > 200) refuse('SCHEMA', `${what} has a keyid that is no short text`);
    return { keyId: keyid, signature: decodeBase64(sig, what) };
  });
}

function members(value: unknown, names: readonly string[], what: string): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) refuse('SCHEMA', `${what} is not an object`);
  const found = Object.keys(value).sort();
  if (found.length !== names.length || !names.every((name) => found.includes(name)))
    refuse('SCHEMA', `${what} has not exactly the members ${names.join(', ')}`);
  return value as Record<string, unknown>;
}
