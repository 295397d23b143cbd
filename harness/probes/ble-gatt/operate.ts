import { randomBytes } from 'node:crypto';
import type { BleGattObservation } from '../../../schemas/types.ts';
import { att, word, type Answer } from '../shared/bluetooth/att.ts';
import type { Attribute } from '../shared/bluetooth/attribute-table.ts';
import { canariesIn } from '../shared/canaries/canaries.ts';
import type { Visit } from './visit.ts';

export type Operation = BleGattObservation['operations'][number];
export type State = Operation['state'];

/** What is asked of every attribute, and what may be written. */
export interface Asking {
  readonly unit: string;
  readonly state: State;
  readonly operations: readonly Operation['operation'][];
  /** Octets that may be written to an attribute; undefined where nobody consented. */
  readonly mayWrite: (attribute: Attribute, value: Buffer | undefined) => Buffer | undefined;
  readonly child: Readonly<Record<string, string>> | undefined;
  /** Told of every value that was written, or at least sent. */
  readonly wrote: (attribute: Attribute, value: Buffer) => void;
}

const longest = 512;
const subscription = '2902';

/** Does every operation on one attribute, and then puts back what was there. */
export async function operate(visit: Visit, attribute: Attribute, asking: Asking): Promise<readonly Operation[]> {
  const rows: Operation[] = [];
  const row = rowMaker(attribute, asking);
  const before = asking.operations.includes('read') ? await readWhole(visit, attribute.handle) : undefined;
  if (before !== undefined) rows.push(row('read', { ...told(before.answer), ...valueFacts(before.value, asking) }));
  for (const operation of asking.operations) {
    if (operation === 'read') continue;
    if (isSubscribing(operation)) {
      if (attribute.uuid === subscription) rows.push(row(operation, await subscribe(visit, attribute, operation)));
      continue;
    }
    // What subscribes is tried as such.
    if (attribute.uuid === subscription) continue;
    const value = asking.mayWrite(attribute, before?.value);
    if (value === undefined) rows.push(row(operation, { answer: 'not-sent' }));
    else rows.push(row(operation, await writeAndLook(visit, { attribute, operation, value, asking })));
  }
  const written = rows.some(({ answer, changed }) => answer === 'acknowledged' || changed === true);
  if (before?.value !== undefined && written) await visit.ask(att.write, word(attribute.handle), before.value);
  return rows;
}

type Facts = Pick<Operation, 'answer'> & Partial<Pick<Operation, 'error' | 'bytes' | 'changed' | 'canaries'>>;

function rowMaker({ handle, kind, service, characteristic, uuid }: Attribute, { unit, state }: Asking) {
  const base = { unit, state, handle, kind, service, characteristic, uuid };
  return (operation: Operation['operation'], facts: Facts): Operation => ({
    id: `${unit}/${state}/${handle}/${operation}`,
    ...base,
    operation,
    ...facts,
  });
}

function told(answer: Answer): Pick<Facts, 'answer' | 'error'> {
  if (answer.kind === 'error') return { answer: 'error', error: answer.code };
  return { answer: answer.kind === 'response' ? 'acknowledged' : 'unanswered' };
}

function valueFacts(value: Buffer | undefined, { child }: Asking): Partial<Facts> {
  if (value === undefined) return {};
  const looked = child === undefined ? {} : { canaries: canariesIn(value, child).map((each) => ({ ...each })) };
  return { answer: 'value', bytes: value.length, ...looked };
}

/** A value to its end: some give more at each read (Vol 3 Part F 3.4.4.5). */
export async function readWhole(
  visit: Visit,
  handle: number,
): Promise<{ readonly answer: Answer; readonly value: Buffer | undefined }> {
  const answer = await visit.ask(att.read, word(handle));
  if (answer.kind !== 'response') return { answer, value: undefined };
  let value = answer.value;
  let last = value;
  while (last.length === visit.client.mtu - 1 && value.length < longest) {
    const more = await visit.ask(att.readBlob, word(handle), word(value.length));
    if (more.kind !== 'response' || more.value.length === 0) break;
    last = more.value;
    value = Buffer.concat([value, last]);
  }
  return { answer, value };
}

const isSubscribing = (operation: Operation['operation']): operation is 'notifications' | 'indications' =>
  operation === 'notifications' || operation === 'indications';

async function subscribe(visit: Visit, { handle }: Attribute, operation: 'notifications' | 'indications') {
  return told(await visit.ask(att.write, word(handle), word(operation === 'notifications' ? 1 : 2)));
}

interface Writing {
  readonly attribute: Attribute;
  readonly operation: Operation['operation'];
  readonly value: Buffer;
  readonly asking: Asking;
}

// Looks at the value afterwards, because some toys answer with an error and obey.
async function writeAndLook(visit: Visit, writing: Writing): Promise<Facts> {
  const { attribute, value, asking } = writing;
  asking.wrote(attribute, value);
  const facts = await write(visit, writing);
  const { value: now } = await readWhole(visit, attribute.handle);
  return now === undefined ? facts : { ...facts, changed: now.equals(value) };
}

async function write(visit: Visit, { attribute, operation, value }: Writing): Promise<Facts> {
  const at = word(attribute.handle);
  if (operation === 'write') return told(await visit.ask(att.write, at, value));
  if (operation === 'long-write') {
    const prepared = await visit.ask(att.prepareWrite, at, word(0), value);
    if (prepared.kind !== 'response') return told(prepared);
    return told(await visit.ask(att.executeWrite, Buffer.from([1])));
  }
  const signed = operation === 'signed-write';
  // A signature that nobody could have given: count and code (Vol 3 Part H 2.4.5).
  const tail = signed ? [value, Buffer.alloc(4), randomBytes(8)] : [value];
  const sent = await visit.tell(signed ? att.signedWrite : att.writeCommand, at, ...tail);
  return { answer: sent ? 'none' : 'unanswered' };
}
