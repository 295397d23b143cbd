import { join } from 'node:path';
import { UserError } from '../../schemas/problem.ts';
import type { RegistryEvent } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import type { Signer } from '../sign/signer.ts';
import { Refusal } from '../verify/refusal.ts';
import { clockSkew, signCheckpoint } from './checkpoint.ts';
import { partsOf, place, realDisk, type Disk } from './disk.ts';
import { grow, rootOf } from './edge.ts';
import { encodeEvent, readEvent } from './event.ts';
import { historyOf, told, type History, type Logged } from './history.ts';
import { takeTurn } from './lock.ts';
import { checkpointFile, inFolder, openEnd, readEntry, type End } from './log.ts';
import { inSeconds, type Registry } from './registry.ts';
import { ensureIndex, Whereabouts } from './whereabouts.ts';

/** What is to be logged; time and, after the issue, the digest come from the registry. */
export type NewEvent =
  | (Pick<RegistryEvent, 'certificate' | 'digest' | 'level' | 'edition' | 'scope'> & { readonly event: 'issued' })
  | (Pick<RegistryEvent, 'certificate' | 'reason'> & { readonly event: 'suspended' | 'reinstated' | 'withdrawn' });

export interface Publishing {
  /** Signs checkpoints: the log's own key. */
  readonly signer: Signer;
  /** When this happens, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** How long to wait for another publisher, in milliseconds; half a minute where absent. */
  readonly patience?: number;
  readonly disk?: Disk;
}

/** Events of one call; more would keep others waiting and the memory full. */
export const mostEvents = 20_000;

/**
 * Adds events to the log, all or none, and signs the longer log. When this returns they are durable; after a crash the
 * log ends before them or after them. Two publishers take turns.
 * @returns each event with its place in the log
 * @throws UserError TRANSITION, REGISTRY_DAMAGED, REGISTRY_LOCKED, KEY, CONTRADICTION, SCHEMA
 */
export async function publish(
  registry: Registry,
  events: readonly NewEvent[],
  { signer, at, patience = 30_000, disk = realDisk }: Publishing,
): Promise<readonly Logged[]> {
  checkSigner(registry, signer);
  const done = await takeTurn(join(registry.folder, 'private', 'lock'), patience);
  try {
    const root = registry.folder;
    disk.remove(partsOf(root));
    const end = openEnd(root, registry.trust, inSeconds(at));
    const whereabouts = indexOf(registry, end.checkpoint.size, disk);
    const logged = decide(registry, end, { events, at, whereabouts });
    if (logged.length === 0) return logged;
    const { edge, files, superfluous } = grow(
      end.edge,
      logged.map(({ event }) => encodeEvent(event)),
    );
    place(disk, root, files);
    whereabouts.add(
      disk,
      logged.map(({ index, event }) => ({ certificate: event.certificate, index })),
    );
    const head = { origin: registry.trust.origin, size: edge.size, root: rootOf(edge) };
    // Everything the checkpoint speaks of is durable before it; it alone makes the events part of the log.
    place(disk, root, [{ path: checkpointFile, bytes: Buffer.from(await signCheckpoint(head, signer)) }]);
    for (const folder of superfluous) disk.remove(join(root, folder));
    whereabouts.sort(disk);
    return logged;
  } finally {
    done();
  }
}

/** The index of a log of this size, made anew where it is missing. */
export function indexOf({ folder }: Registry, size: number, disk: Disk = realDisk): Whereabouts {
  ensureIndex(disk, folder, { read: inFolder(folder), size });
  return new Whereabouts(folder);
}

/** @throws UserError KEY where this is not the key of the log */
export function checkSigner({ trust, folder }: Registry, { publicKey }: Signer): void {
  if (trust.log.key.equals(publicKey.key)) return;
  throw new UserError({
    code: 'KEY',
    where: folder,
    problem: `this is not the key of the log ${trust.origin}`,
    hint: 'registry.json names the key of the log.',
  });
}

interface Request {
  readonly events: readonly NewEvent[];
  readonly at: string;
  readonly whereabouts: Whereabouts;
}

function decide({ folder }: Registry, { checkpoint }: End, { events, at, whereabouts }: Request): readonly Logged[] {
  if (events.length > mostEvents)
    throw new UserError({ code: 'SIZE', where: folder, problem: `at most ${mostEvents} events at a time` });
  const log = { read: inFolder(folder), size: checkpoint.size };
  const time = notBefore(at, lastTime(log), folder);
  const histories = new Map<string, History | undefined>();
  return events.map((wanted, position) => {
    const { certificate } = wanted;
    const history = histories.has(certificate) ? histories.get(certificate) : historyOf(certificate, log, whereabouts);
    const event = complete(wanted, { history, time, where: folder });
    const logged = { index: checkpoint.size + position, event };
    histories.set(certificate, follow(history, logged, folder));
    return logged;
  });
}

function complete(
  wanted: NewEvent,
  { history, time, where }: { history: History | undefined; time: string; where: string },
): RegistryEvent {
  const digest = wanted.event === 'issued' ? wanted.digest : (history?.digest ?? unknownDigest);
  const event = { registryEvent: 1, ...wanted, digest, at: time };
  const [misfit] = validate('registry-event', event);
  if (misfit !== undefined)
    throw new UserError({ code: 'SCHEMA', where, problem: `${misfit.path.join('.')}: ${misfit.message}` });
  return event as RegistryEvent;
}

// Never logged: what is refused for its missing issue comes this far.
const unknownDigest = `sha256:${'0'.repeat(64)}`;

function follow(history: History | undefined, logged: Logged, where: string): History {
  try {
    return told(history, logged);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UserError({ code: 'TRANSITION', where, problem: error.message });
  }
}

function lastTime(log: { read: ReturnType<typeof inFolder>; size: number }): string {
  return log.size === 0 ? '' : readEvent(readEntry(log.read, log.size - 1, log.size)).at;
}

// The times of a log never run backwards; clocks that differ a little do not stop it.
function notBefore(at: string, last: string, where: string): string {
  if (at >= last) return at;
  if (inSeconds(last) - inSeconds(at) <= clockSkew) return last;
  throw new UserError({
    code: 'CONTRADICTION',
    where,
    problem: `the log ends at ${last} and this clock says ${at}`,
    hint: 'Set the clock of this machine.',
  });
}
