import { noCookie, seeOther, type Answer, type Asked, type Routes } from '../asked.ts';
import { own, sessionOf } from '../guard.ts';
import { stories } from '../query.ts';
import type { Room } from '../room.ts';
import { formPage } from './form-post.ts';
import { escaped, field, form, page } from './layout.ts';

type Api = (asked: Asked) => Answer | Promise<Answer>;

const guardian = ['guardian'] as const;
const grownUps = ['guardian', 'relative'] as const;

/** The account, its end, and the shop. */
export function accountPages(room: Room, call: (route: string) => Api): Routes {
  const show = (asked: Asked, told?: string) => accountPage(room, asked, told);
  return {
    'GET /account': { who: grownUps, act: (asked) => show(asked) },
    ...formPage({ path: '/account/password', who: grownUps, show, act: call('POST /api/password'), next: '/account' }),
    ...formPage({
      path: '/account/delete',
      who: guardian,
      show,
      act: call('DELETE /api/account'),
      next: '/account/deleted',
    }),
    ...formPage({
      path: '/account/join',
      who: grownUps,
      show,
      act: call('POST /api/invitations/accept'),
      next: '/family',
    }),
    'GET /account/deleted': { who: 'anyone', act: () => deleted(room) },
    'GET /account/export': { who: guardian, act: call('GET /api/export') },
    ...formPage({
      path: '/shop',
      who: grownUps,
      show: (asked, told) => shopPage(room, asked, told),
      act: call('POST /api/purchases'),
      next: '/shop',
    }),
    'POST /sign-out': {
      who: ['guardian', 'relative', 'child'],
      act: async (asked) => {
        await call('POST /api/sign-out')(asked);
        return seeOther('/', { 'set-cookie': noCookie });
      },
    },
  };
}

const password = (label: string, name: string, complete: string) => field({ label, name, type: 'password', complete });

function accountPage(room: Room, asked: Asked, told?: string): Answer {
  const { email = '' } = room.people.get(sessionOf(asked).person) ?? {};
  const content = `<p>You are signed in as ${escaped(email)}.</p>
<h2>Your copy</h2><p>Everything that we keep of your family, in one file that any editor shows.</p>
<p><a href="/account/export" download>Take a copy</a></p>
<h2>Join a family</h2>${form('/account/join', 'Join', field({ label: 'The code of the invitation', name: 'code' }))}
<h2>New password</h2>${form('/account/password', 'Change it', password('Password now', 'old', 'current-password') + password('New password', 'new', 'new-password'))}
<h2>Delete the account</h2><p>Everything is deleted at once and for good. A mail confirms it.</p>
${form('/account/delete', 'Delete everything', password('Your password', 'password', 'off'))}`;
  return page(room, { title: 'Your account', content, told, nav: 'guardian' });
}

const deleted = (room: Room): Answer =>
  page(room, {
    title: 'All is deleted',
    content: '<p class="lead">We keep nothing of your family any more. Goodbye.</p>',
  });

const pounds = (pence: number) => `£${(pence / 100).toFixed(2)}`;

function shopPage(room: Room, asked: Asked, told?: string): Answer {
  const bought = new Set(own(asked, room.purchases).map(({ story }) => story));
  const rows = stories.map(({ id, title, pence }) => {
    const state = bought.has(id)
      ? 'Yours'
      : `<label><input type="radio" name="story" value="${id}" required> ${pounds(pence)}</label>`;
    return `<tr><th scope="row">${escaped(title)}</th><td class="right">${state}</td></tr>`;
  });
  const table = `<table><caption>Stories that Pip can tell</caption><tbody>${rows.join('')}</tbody></table>`;
  const content = form(
    '/shop',
    'Buy the story',
    `${table}${room.manners.pages.asksPasswordToBuy ? password('Your password, for this purchase', 'password', 'current-password') : ''}`,
  );
  return page(room, { title: 'Stories', content, told, nav: 'guardian' });
}
