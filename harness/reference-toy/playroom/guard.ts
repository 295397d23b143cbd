import { Refused, type Asked } from './asked.ts';
import type { Session } from './records.ts';
import type { Room } from './room.ts';

const mostMisses = 60;

/** The session of a route that has one. @throws Refused */
export function sessionOf({ session }: Asked): Session {
  if (session === undefined) throw new Refused(401, 'Sign in first.');
  return session;
}

/** A record that a caller names by its id and may use. Whatever is not the family's own is not there. @throws Refused */
export function find<R extends { readonly family: string }>(
  room: Room,
  asked: Asked,
  { among, id, change = false }: { among: ReadonlyMap<string, R>; id: string | undefined; change?: boolean },
): R {
  const record = among.get(id ?? '');
  const checks = change ? room.manners.checksOwnerOnChange : room.manners.checksOwnerOnRead;
  const family = asked.session?.family;
  if (
    record !== undefined &&
    (record.family === family || (!checks && family !== undefined) || letsAnybody(room, asked))
  )
    return record;
  return miss(room, asked);
}

/** What of a table belongs to the caller's family. */
export const own = <R extends { readonly family: string }>(
  { session }: Pick<Asked, 'session'>,
  among: ReadonlyMap<string, R>,
): readonly R[] => [...among.values()].filter(({ family }) => family === session?.family);

/** Counts a try at something that is not there. @throws Refused */
export function miss(room: Room, { session }: Asked): never {
  const caller = session?.person ?? 'nobody';
  const count = (room.misses.get(caller) ?? 0) + 1;
  room.misses.set(caller, count);
  if (room.manners.slowsMisses && session !== undefined && count > mostMisses)
    throw new Refused(429, 'That was often wrong. Wait an hour.');
  throw new Refused(404, 'There is nothing here.');
}

export const letsAnybody = (room: Room, { session }: Asked): boolean =>
  session === undefined && !room.manners.asksForToken;
