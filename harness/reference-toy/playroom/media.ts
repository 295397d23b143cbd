import { createHmac } from 'node:crypto';
import { json, Refused, type Answer, type Asked, type Routes } from './asked.ts';
import { hosts } from './hosts.ts';
import { equalSecrets } from '../services/passwords.ts';
import { lives, type Room } from './room.ts';

interface Place {
  readonly id: string;
  readonly family: string;
}

/** The object store: drawings under addresses that are signed and soon over. */
export const mediaRoutes = (room: Room): Routes => ({
  'GET /': { who: 'anyone', act: (asked) => folder(room, asked, '') },
  'GET /families/': { who: 'anyone', act: (asked) => folder(room, asked, '') },
  'GET /families/{family}/': { who: 'anyone', act: (asked) => folder(room, asked, asked.named['family'] ?? '') },
  'GET /families/{family}/{drawing}': { who: 'anyone', act: (asked) => drawing(room, asked) },
});

const sign = (room: Room, { id, family }: Place, until: string) =>
  createHmac('sha256', `media ${room.settings.key}`).update(`${family}/${id}/${until}`).digest('base64url');

/** Where a drawing can be fetched for a minute by whoever holds the address. */
export function addressOfDrawing(room: Room, place: Place): string {
  const path = `${room.origin(hosts.media)}/families/${place.family}/${place.id}`;
  if (!room.manners.signsMedia) return path;
  const until = String(room.now(place.family) + lives.media);
  return `${path}?until=${until}&signature=${sign(room, place, until)}`;
}

function drawing(room: Room, { named, query }: Asked): Answer {
  const found = room.drawings.get(named['drawing'] ?? '');
  const until = query.get('until') ?? '';
  const place = { id: named['drawing'] ?? '', family: named['family'] ?? '' };
  const genuine = equalSecrets(query.get('signature') ?? '', sign(room, place, until));
  const inTime = Number(until) > room.now(place.family) || !room.manners.mediaExpires;
  if (room.manners.signsMedia && !(genuine && inTime)) throw new Refused(403, 'This address is over.');
  if (found?.family !== place.family) throw new Refused(404, 'There is nothing here.');
  const headers = { 'cross-origin-resource-policy': 'same-site', 'content-disposition': 'inline' };
  return { status: 200, type: found.type, body: found.bytes, headers };
}

function folder(room: Room, _asked: Asked, family: string): Answer {
  if (room.manners.hidesFolders) throw new Refused(403, 'Folders are not shown.');
  const within = [...room.drawings.values()].filter((one) => family === '' || one.family === family);
  return json(200, { contents: within.map((one) => `/families/${one.family}/${one.id}`) });
}
