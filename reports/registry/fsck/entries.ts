import { join } from 'node:path';
import { canonicalLine } from '../../../schemas/canonical-json.ts';
import { JsonError, parseStrictJson } from '../../../schemas/strict-json.ts';
import type { RegistryEvent } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { bytesOf, filesIn, type Findings } from './findings.ts';
import { placeOf } from './tiles.ts';

const width = 256;
const longest = width * 65_537;

/** What the log says of a certificate: its digest, and how the last event left it. */
export interface Standing {
  readonly digest: string;
  readonly index: number;
  readonly last: RegistryEvent;
}

/** The entries of a bundle; undefined where it is missing or breaks off, which is said. */
export function bundleAt(root: string, index: number, { count, findings }: { count: number; findings: Findings }) {
  const place = placeOf('entries', index);
  const own = count === width ? place : `${place}.p/${count}`;
  const bytes = bytesOf(join(root, own), longest) ?? bytesOf(join(root, place), longest);
  if (bytes === undefined) {
    findings.add('BUNDLE_MISSING', own, 'is missing or too long');
    return undefined;
  }
  const { entries, end } = split(bytes, count);
  if (entries.length < count || (end < bytes.length && bytesOf(join(root, own), longest) !== undefined)) {
    findings.add('BUNDLE_FORM', own, `does not hold ${count} entries and nothing else`);
    return undefined;
  }
  for (const name of filesIn(join(root, `${place}.p`))) {
    const part = Number(name) < count ? bytesOf(join(root, `${place}.p`, name), longest) : undefined;
    if (part !== undefined && !part.equals(bytes.subarray(0, split(bytes, Number(name)).end)))
      findings.add('BUNDLE_FORM', `${place}.p/${name}`, 'is not the beginning of the bundle');
  }
  return entries;
}

function split(bytes: Buffer, count: number): { entries: readonly Buffer[]; end: number } {
  const entries: Buffer[] = [];
  let end = 0;
  while (entries.length < count && end + 2 <= bytes.length) {
    const next = end + 2 + (bytes[end] ?? 0) * 256 + (bytes[end + 1] ?? 0);
    if (next > bytes.length) break;
    entries.push(bytes.subarray(end + 2, next));
    end = next;
  }
  return { entries, end };
}

/** Reads events in order and says which could not follow those before them. */
export class Chronicle {
  readonly standings = new Map<string, Standing>();
  readonly #findings: Findings;
  #last = '';

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(entry: Buffer, index: number): RegistryEvent | undefined {
    const where = `entry ${index}`;
    const event = this.#parse(entry, where);
    if (event === undefined) return undefined;
    if (event.at < this.#last) this.#findings.add('ENTRY_TIME', where, `${event.at} comes after ${this.#last}`);
    this.#last = event.at;
    const before = this.standings.get(event.certificate);
    if (!canFollow(before?.last.event, event.event))
      this.#findings.add(
        'ENTRY_EVENT',
        where,
        `${event.certificate} is ${event.event} after ${before?.last.event ?? 'nothing'}`,
      );
    if (before !== undefined && before.digest !== event.digest)
      this.#findings.add('ENTRY_DIGEST', where, `${event.certificate} was issued with another digest`);
    this.standings.set(event.certificate, {
      digest: before?.digest ?? event.digest,
      index: before?.index ?? index,
      last: event,
    });
    return event;
  }

  #parse(entry: Buffer, where: string): RegistryEvent | undefined {
    let value: unknown;
    try {
      value = parseStrictJson(entry);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      this.#findings.add('ENTRY_FORM', where, error.message);
      return undefined;
    }
    const [misfit] = validate('registry-event', value);
    if (misfit === undefined && canonicalLine(value) === entry.toString()) return value as RegistryEvent;
    this.#findings.add('ENTRY_FORM', where, misfit?.message ?? 'is not canonical JSON');
    return undefined;
  }
}

// Written a second time on purpose, as sentences: who wrote the log cannot have been wrong in the same way.
function canFollow(before: RegistryEvent['event'] | undefined, event: RegistryEvent['event']): boolean {
  switch (event) {
    case 'issued':
      return before === undefined;
    case 'suspended':
      return before === 'issued' || before === 'reinstated';
    case 'reinstated':
      return before === 'suspended';
    case 'withdrawn':
      return before !== undefined && before !== 'withdrawn';
  }
}
