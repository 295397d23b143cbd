import { setTimeout as sleep } from 'node:timers/promises';
import { att, word } from '../shared/bluetooth/att.ts';
import type { AttributeTable } from '../shared/bluetooth/attribute-table.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import { uuidOf } from '../shared/bluetooth/uuid.ts';
import type { Notes } from './notes.ts';
import { updateServices } from './update-services.ts';
import type { Visit } from './visit.ts';
import { watched } from '../shared/lateness.ts';

/** Seconds of the unit's clock for which it is played with while the bench listens. */
const playSeconds = 60;
const everything = [
  'read',
  'write',
  'write-command',
  'long-write',
  'signed-write',
  'notifications',
  'indications',
] as const;

/** Everything that a stranger can try without pairing; false where the unit could not be met. */
export async function observeUnpaired(notes: Notes): Promise<boolean> {
  const recording = new Recording();
  const visit = await notes.come(recording);
  if (visit === undefined) return false;
  try {
    const table = await notes.readTable(visit, 'unpaired', { entered: notes.entered });
    await notes.operateAll(visit, table, { state: 'unpaired', operations: everything });
    await listen(visit, table, notes);
    await tryUpdates(visit, table, notes);
  } finally {
    await visit.leave();
  }
  return true;
}

async function listen(visit: Visit, table: AttributeTable, notes: Notes): Promise<void> {
  const { unit, clockSpeed } = notes.unit;
  const played = (await notes.hands.do(unit, 'play')).done;
  await sleep((playSeconds * 1000) / clockSpeed, undefined, { signal: notes.observing.signal });
  notes.notePushed(visit, table, 'unpaired');
  const row = notes.observation().tables.find(({ state }) => state === 'unpaired');
  if (row !== undefined) row.played = played;
}

/** Sends each update service the first message of its dialogue, and looks whether the unit restarts. */
async function tryUpdates(visit: Visit, { attributes }: AttributeTable, notes: Notes): Promise<void> {
  const { unit } = notes.unit;
  for (const { handle, kind, service, uuid, properties } of attributes) {
    const known = updateServices.find((each) => each.service === service && each.characteristic === uuid);
    const row = notes.observing.declaration.ixit.gattCharacteristics.find(
      (each) => uuidOf(each.service) === service && uuidOf(each.uuid) === uuid,
    );
    const declared = row?.update === true;
    if (kind !== 'value' || (known === undefined && !declared)) continue;
    const message = known?.message ?? row?.harmless;
    const name = known === undefined ? {} : { known: known.name };
    const base = { id: `${unit}/${uuid}`, unit, service, characteristic: uuid, ...name, declared };
    if (message === undefined || notes.observing.bench.bluetooth?.writes !== 'any') {
      notes.add('updates', { ...base, answer: 'not-sent', restarted: false });
      continue;
    }
    const commanded = !properties.includes('write') && properties.includes('write-without-response');
    const told = await send(visit, { handle, message: Buffer.from(message, 'hex'), commanded });
    const { value: ended, lateness } = await watched(() => restarted(visit));
    notes.add('updates', { ...base, message, ...told, restarted: ended, ...(ended ? { lateness } : {}) });
    await notes.hands.do(unit, 'restart');
  }
}

async function send(
  visit: Visit,
  { handle, message, commanded }: { readonly handle: number; readonly message: Buffer; readonly commanded: boolean },
) {
  if (commanded) {
    const sent = await visit.tell(att.writeCommand, word(handle), message);
    return { answer: sent ? ('none' as const) : ('unanswered' as const) };
  }
  const answer = await visit.ask(att.write, word(handle), message);
  if (answer.kind === 'error') return { answer: 'error' as const, error: answer.code };
  return { answer: answer.kind === 'response' ? ('acknowledged' as const) : ('unanswered' as const) };
}

/** Whether the link ends within a second: a loader takes over. */
async function restarted({ link: { link } }: Visit): Promise<boolean> {
  for (let round = 0; round < 20 && link.ended === undefined; round++) await sleep(25);
  return link.ended !== undefined;
}
