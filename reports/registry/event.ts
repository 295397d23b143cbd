import { canonicalLine } from '../../schemas/canonical-json.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { CertificateEvent, RegistryEvent } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { refuse } from '../verify/refusal.ts';

/** An entry of the log is at most this long in bytes; the format would allow 65,535 (C2SP tlog-tiles, log entries). */
export const largestEntry = 2048;

/** What a certificate is, after the events so far. */
export type CertificateState = 'in-force' | 'suspended' | 'withdrawn';

/** What may happen to a certificate in each state, and what it is then; `unknown` is before the first event. */
const transitions: Readonly<Record<CertificateState | 'unknown', Partial<Record<CertificateEvent, CertificateState>>>> =
  {
    unknown: { issued: 'in-force' },
    'in-force': { suspended: 'suspended', withdrawn: 'withdrawn' },
    suspended: { reinstated: 'in-force', withdrawn: 'withdrawn' },
    withdrawn: {},
  };

/** The state after an event; undefined where this event cannot follow (ISO/IEC 17065, 7.11). */
export function after(state: CertificateState | undefined, event: CertificateEvent): CertificateState | undefined {
  return transitions[state ?? 'unknown'][event];
}

/** The bytes that are logged: canonical JSON on one line, without a newline. */
export function encodeEvent(event: RegistryEvent): Buffer {
  return Buffer.from(canonicalLine(event));
}

/**
 * Reads an entry of the log. One event has one spelling, so that nobody can log it twice with two hashes.
 * @throws Refusal EVENT, JsonError
 */
export function readEvent(entry: Uint8Array): RegistryEvent {
  const value = parseStrictJson(entry, largestEntry);
  const [misfit] = validate('registry-event', value);
  if (misfit !== undefined) refuse('EVENT', `the entry is no event: ${misfit.path.join('.')} ${misfit.message}`);
  if (!encodeEvent(value as RegistryEvent).equals(entry)) refuse('EVENT', 'the entry is not canonical JSON');
  return value as RegistryEvent;
}
