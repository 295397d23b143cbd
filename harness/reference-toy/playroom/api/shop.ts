import { json, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { own, sessionOf } from '../guard.ts';
import { isPassword } from '../hashing.ts';
import { holding, select, stories } from '../query.ts';
import { newId, type Room } from '../room.ts';

const grownUps = ['guardian', 'relative'] as const;

/** Stories to buy. Only the guardian's password buys one. */
export const shopRoutes = (room: Room): Routes => ({
  'GET /api/stories': { who: grownUps, act: (asked) => json(200, { stories: search(room, asked) }) },
  'GET /api/purchases': { who: grownUps, act: (asked) => json(200, { purchases: own(asked, room.purchases) }) },
  'POST /api/purchases': { who: ['guardian'], act: (asked) => buy(room, asked) },
});

function search(room: Room, { query }: Asked) {
  const words = (query.get('search') ?? '').slice(0, 200);
  return room.manners.keepsQueriesApart ? holding(words) : select(`title LIKE '%${words}%'`);
}

async function buy(room: Room, asked: Asked): Promise<Answer> {
  const { person, family } = sessionOf(asked);
  const story = stories.find(({ id }) => id === asked.fields['story']);
  if (story === undefined) throw new Refused(422, 'There is no such story.');
  const { asksPasswordToBuy } = room.manners.pages;
  if (asksPasswordToBuy && !(await isPassword(text(asked, 'password'), room.people.get(person)?.password)))
    throw new Refused(403, 'The password is not right.');
  const purchase = { id: newId(), family, story: story.id };
  room.purchases.set(purchase.id, purchase);
  return json(201, purchase);
}
