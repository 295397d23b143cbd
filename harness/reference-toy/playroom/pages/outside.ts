import { seeOther, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { sessionOf } from '../guard.ts';
import type { Room } from '../room.ts';
import { escaped, field, form, page } from './layout.ts';

const path = '/outside-stories';

/** Where a guardian allows stories that somebody else tells; a playroom without them has no such page. */
export function outsidePages(room: Room): Routes {
  const { outsideStories } = room.manners.pages;
  if (outsideStories === 'nowhere') return {};
  const who = outsideStories === 'for-everybody' ? (['guardian', 'child'] as const) : (['guardian'] as const);
  return {
    [`GET ${path}`]: { who, act: (asked) => outsidePage(room, asked) },
    [`POST ${path}`]: { who, act: (asked) => allow(room, asked) },
  };
}

/** The way there on the family's page. */
export const outsidePart = ({ manners: { pages } }: Room): string =>
  pages.outsideStories === 'nowhere' ? '' : `<p><a href="${path}">Stories from elsewhere</a></p>`;

function outsidePage(room: Room, asked: Asked): Answer {
  const { family, role } = sessionOf(asked);
  const rows = (room.storytellers.get(family) ?? []).map((name) => `<li>${escaped(name)} is allowed</li>`);
  const content = `<p>Only what you allow here is told by Pip.</p><ul>${rows.join('')}</ul>
${form(path, 'Allow', field({ label: 'Who tells the stories', name: 'teller' }))}`;
  return page(room, { title: 'Stories from elsewhere', content, nav: role === 'child' ? 'child' : 'guardian' });
}

function allow(room: Room, asked: Asked): Answer {
  const { family } = sessionOf(asked);
  const teller = text(asked, 'teller', 100);
  room.storytellers.set(family, [...(room.storytellers.get(family) ?? []), teller]);
  return seeOther(path);
}
