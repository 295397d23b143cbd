import { json, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { find, miss, own, sessionOf } from '../guard.ts';
import { addressOfMedium } from '../media.ts';
import type { Drawing, Message, Toy } from '../records.ts';
import { newId, type Room } from '../room.ts';
import { equalSecrets } from '../../services/passwords.ts';
import { childOf } from './families.ts';

const guardian = ['guardian'] as const;
const everybody = ['guardian', 'relative', 'child'] as const;

/** What children say and draw, and the toys they play with. */
export const thingRoutes = (room: Room): Routes => ({
  'GET /api/children/{child}/messages': { who: everybody, act: (asked) => json(200, listMessages(room, asked)) },
  'POST /api/children/{child}/messages': { who: everybody, act: (asked) => say(room, asked) },
  'DELETE /api/messages/{message}': { who: guardian, act: (asked) => unsay(room, asked) },
  'GET /api/children/{child}/drawings': { who: everybody, act: (asked) => json(200, listDrawings(room, asked)) },
  'POST /api/children/{child}/drawings': { who: everybody, act: (asked) => draw(room, asked) },
  'GET /api/toys': { who: everybody, act: (asked) => json(200, { toys: own(asked, room.toys) }) },
  'POST /api/toys': { who: guardian, act: (asked) => link(room, asked) },
  'POST /api/toys/{toy}/say': { who: guardian, act: (asked) => tellToy(room, asked) },
  'DELETE /api/toys/{toy}': { who: guardian, act: (asked) => release(room, asked) },
});

function listMessages(room: Room, asked: Asked) {
  const child = childOf(room, asked);
  const messages = [...room.messages.values()].filter((message) => message.child === child.id);
  return { messages: messages.map((message) => heard(room, message)) };
}

/** Keeps what was said, and answers as Pip does. */
export function keepMessage(
  room: Room,
  of: { readonly family: string; readonly child: string; readonly text: string },
) {
  const message = { id: newId(), ...of, at: room.now(of.family) };
  room.messages.set(message.id, message);
  return message;
}

function say(room: Room, asked: Asked): Answer {
  const child = childOf(room, asked, true);
  const message = keepMessage(room, { family: child.family, child: child.id, text: text(asked, 'text', 500) });
  return json(201, heard(room, message));
}

// With the address of the spoken answer, where it is kept.
const heard = (room: Room, message: Message) =>
  room.manners.keepsSpoken ? { ...message, address: addressOfMedium(room, message) } : message;

function unsay(room: Room, asked: Asked): Answer {
  const { id } = find(room, asked, { among: room.messages, id: asked.named['message'], change: true });
  room.messages.delete(id);
  return json(200, { deleted: true });
}

const shown = (room: Room, { id, child, type, family, at }: Drawing) => ({
  id,
  child,
  type,
  at,
  address: addressOfMedium(room, { id, family }),
});

function listDrawings(room: Room, asked: Asked) {
  const child = childOf(room, asked);
  return {
    drawings: [...room.drawings.values()].filter((one) => one.child === child.id).map((one) => shown(room, one)),
  };
}

const pictures = ['image/png', 'image/jpeg', 'image/webp'];

function draw(room: Room, asked: Asked): Answer {
  const child = childOf(room, asked, true);
  if (!pictures.includes(asked.type) || asked.body.length === 0) throw new Refused(415, 'We take PNG, JPEG and WebP.');
  const { type, body: bytes } = asked;
  const drawing = { id: newId(), family: child.family, child: child.id, type, bytes, at: room.now(child.family) };
  room.drawings.set(drawing.id, drawing);
  return json(201, shown(room, drawing));
}

// The code is on the label inside the zip. Whose the toy is now is told to nobody.
function link(room: Room, asked: Asked): Answer {
  const { family } = sessionOf(asked);
  const [serial, code] = [text(asked, 'serial'), text(asked, 'code')];
  const label = room.settings.labels.find((one) => one.serial === serial);
  const known = label !== undefined && equalSecrets(label.code, code);
  const owner = room.toys.get(serial);
  const free = owner === undefined || owner.family === '' || owner.family === family || !room.manners.asksOwnerOfToy;
  if (!known || !free) throw new Refused(403, 'This toy cannot be linked. Its family has to release it first.');
  const kept = room.manners.startsFresh ? undefined : owner;
  const toy = { serial, family, name: kept?.name ?? text(asked, 'name', 40), said: kept?.said ?? '' };
  room.toys.set(serial, toy);
  if (room.manners.tellsOfLinks) room.tell(family, `The toy ${serial} is linked to your family.`);
  return json(201, toy);
}

function ownToy(room: Room, asked: Asked): Toy {
  const toy = room.toys.get(asked.named['toy'] ?? '');
  return toy?.family === sessionOf(asked).family ? toy : miss(room, asked);
}

function tellToy(room: Room, asked: Asked): Answer {
  const toy = ownToy(room, asked);
  toy.said = text(asked, 'text', 200);
  return json(200, toy);
}

function release(room: Room, asked: Asked): Answer {
  const toy = ownToy(room, asked);
  if (room.manners.startsFresh) room.toys.delete(toy.serial);
  else toy.family = '';
  return json(200, { released: true });
}
