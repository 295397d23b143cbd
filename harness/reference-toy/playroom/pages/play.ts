import { Refused, seeOther, type Answer, type Asked, type Routes } from '../asked.ts';
import { find, sessionOf } from '../guard.ts';
import { hosts } from '../hosts.ts';
import { addressOfMedium } from '../media.ts';
import type { Room } from '../room.ts';
import { formPage } from './form-post.ts';
import { bear, escaped, field, form, page } from './layout.ts';

type Api = (asked: Asked) => Answer | Promise<Answer>;

const guardian = ['guardian'] as const;
const grownUps = ['guardian', 'relative'] as const;

/** Where the child plays, and where grown-ups see what was played. */
export const playPages = (room: Room, call: (route: string) => Api): Routes => ({
  'POST /children/{child}/play': {
    who: guardian,
    act: async (asked) => {
      const { headers } = await call('POST /api/children/{child}/session')(asked);
      return seeOther('/play', headers);
    },
  },
  'GET /play': { who: ['child'], act: (asked) => playPage(room, asked) },
  ...formPage({
    path: '/gate',
    who: ['child', 'guardian'],
    show: (_, told) => gatePage(room, told),
    act: (asked) => passGate(room, asked, call('POST /api/sign-in')),
    next: '/family',
  }),
  'GET /children/{child}': { who: grownUps, act: (asked) => childPage(room, asked) },
});

function playPage(room: Room, asked: Asked): Answer {
  const session = sessionOf(asked);
  const child = room.children.get(session.child ?? '');
  if (child === undefined) throw new Refused(404, 'There is nothing here.');
  const { sharing = false } = room.families.get(session.family) ?? {};
  const story =
    sharing || !room.manners.pages.sharesOnlyWhenAllowed
      ? `<p><button id="story" class="quiet" data-teller="${room.origin(hosts.stories)}">Tell me a story</button></p>`
      : '';
  const content = `<div id="play" data-child="${child.id}" data-name="${escaped(child.name)}">
${bear('large')}
<p class="says" role="status">Hello ${escaped(child.name)}!</p>
<form id="say"><p class="field"><label for="text">Tell Pip something</label><input id="text" name="text" autocomplete="off" maxlength="200"></p><p><button>Say it</button></p></form>
${story}
<h2>Draw for Pip</h2>
<canvas width="480" height="360" tabindex="0" role="img" aria-label="Paper to draw on"></canvas>
<p><button id="keep" type="button">Keep the drawing</button></p>
<p class="field"><label for="file">Or choose a picture</label><input id="file" type="file" accept="image/png,image/jpeg,image/webp"></p>
<ul class="drawings">${pictures(room, child.id)}</ul>
</div>`;
  return page(room, { title: 'Play with Pip', content, nav: 'child', part: room.manners.pages.onPlayPage });
}

function pictures(room: Room, child: string): string {
  const drawings = [...room.drawings.values()].filter((drawing) => drawing.child === child);
  return drawings
    .map((drawing) => `<li><img src="${escaped(addressOfMedium(room, drawing))}" alt="A drawing"></li>`)
    .join('');
}

function gatePage(room: Room, told?: string): Answer {
  const content = `<p>What comes now is for grown-ups.</p>${form('/gate', 'Go on', field({ label: 'Your password', name: 'password', type: 'password', complete: 'current-password' }))}`;
  return page(room, { title: 'For grown-ups', content, told, nav: 'child' });
}

// The guardian signs in anew with the password; the child's session ends.
async function passGate(room: Room, asked: Asked, signIn: Api): Promise<Answer> {
  const { id, person } = sessionOf(asked);
  const email = room.people.get(person)?.email ?? '';
  const answer = await signIn({ ...asked, fields: { email, password: asked.fields['password'] } });
  room.end((session) => session.id === id);
  return answer;
}

function childPage(room: Room, asked: Asked): Answer {
  const child = find(room, asked, { among: room.children, id: asked.named['child'] });
  const messages = [...room.messages.values()].filter((message) => message.child === child.id);
  const said = messages.map(({ text }) => `<li>${escaped(text)}</li>`).join('');
  const content = `<p>Born on ${escaped(child.birthday)}.</p>
<h2>What ${escaped(child.name)} told Pip</h2>${said === '' ? '<p>Nothing yet.</p>' : `<ul>${said}</ul>`}
<h2>Drawings</h2><ul class="drawings">${pictures(room, child.id)}</ul>
<h2>Delete</h2><p>This deletes the profile, the words and the drawings, at once and for good.</p>
<form method="post" action="/children/${child.id}/delete"><button class="quiet">Delete ${escaped(child.name)}</button></form>`;
  return page(room, { title: child.name, content, nav: 'guardian' });
}
