import { createHmac } from 'node:crypto';
import { json, Refused, type Answer, type Asked, type Routes } from './asked.ts';
import { hosts } from './hosts.ts';
import { equalSecrets } from '../services/passwords.ts';
import type { Drawing } from './records.ts';
import { lives, type Room } from './room.ts';
import { replyTo, spoken } from './spoken.ts';

interface Place {
  readonly id: string;
  readonly family: string;
}

/** The object store: drawings, and spoken answers where they are kept, under addresses that are signed and soon over. */
export const mediaRoutes = (room: Room): Routes => ({
  'GET /': { who: 'anyone', act: (asked) => folder(room, asked, '') },
  'GET /families/': { who: 'anyone', act: (asked) => folder(room, asked, '') },
  'GET /families/{family}/': { who: 'anyone', act: (asked) => folder(room, asked, asked.named['family'] ?? '') },
  'GET /families/{family}/{medium}': { who: 'anyone', act: (asked) => medium(room, asked) },
});

const sign = (room: Room, { id, family }: Place, until: string) =>
  createHmac('sha256', `media ${room.settings.key}`).update(`${family}/${id}/${until}`).digest('base64url');

/** Where a drawing or a spoken answer can be fetched for a minute by whoever holds the address. */
export function addressOfMedium(room: Room, place: Place): string {
  const path = `${room.origin(hosts.media)}/families/${place.family}/${place.id}`;
  if (!room.manners.signsMedia) return path;
  const until = String(room.now(place.family) + lives.media);
  return `${path}?until=${until}&signature=${sign(room, place, until)}`;
}

/** Drawings, and where answers are kept as sound, these too. */
function kept(room: Room) {
  const answers = room.manners.keepsSpoken ? [...room.messages.values()] : [];
  return new Map<string, { readonly id: string; readonly family: string; readonly child: string }>(
    [...room.drawings.values(), ...answers].map((one) => [one.id, one]),
  );
}

function contentOf(room: Room, id: string): Pick<Drawing, 'type' | 'bytes'> | undefined {
  const message = room.messages.get(id);
  if (message === undefined || !room.manners.keepsSpoken) return room.drawings.get(id);
  const name = room.children.get(message.child)?.name ?? '';
  return { type: 'audio/wav', bytes: spoken(`${name}! ${replyTo(message.text)}`) };
}

function medium(room: Room, { named, query }: Asked): Answer {
  const id = named['medium'] ?? '';
  const until = query.get('until') ?? '';
  const place = { id, family: named['family'] ?? '' };
  const genuine = equalSecrets(query.get('signature') ?? '', sign(room, place, until));
  const inTime = Number(until) > room.now(place.family) || !room.manners.mediaExpires;
  if (room.manners.signsMedia && !(genuine && inTime)) throw new Refused(403, 'This address is over.');
  const content = contentOf(room, id);
  if (content === undefined || kept(room).get(id)?.family !== place.family)
    throw new Refused(404, 'There is nothing here.');
  const headers = { 'cross-origin-resource-policy': 'same-site', 'content-disposition': 'inline' };
  return { status: 200, type: content.type, body: content.bytes, headers };
}

function folder(room: Room, _asked: Asked, family: string): Answer {
  if (room.manners.hidesFolders) throw new Refused(403, 'Folders are not shown.');
  const within = [...kept(room).values()].filter((one) => family === '' || one.family === family);
  return json(200, { contents: within.map((one) => `/families/${one.family}/${one.id}`) });
}
